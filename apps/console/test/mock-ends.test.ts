import { expect, it } from "vitest";

import { useStage } from "./support/browser.ts";

// No connection goes out from there, and no other mock listens where this one has ended.
const stage = useStage("--host", "127.0.0.2");

it("when the mock ends, the page still tells the error that code gets", async () => {
  const page = await stage.open("requests/blooio/getMe");
  await page.getByText("#1, of this key").waitFor({ state: "attached" });
  await stage.mock.close();
  await page.getByRole("button", { name: "Send to the mock" }).click();
  await expect(page.getByText("The mock did not respond")).toBeSeen();
  await expect(page.getByRole("region", { name: "What your code gets" }).getByText("ConnectionError")).toBeSeen();
});
