import { expect, it } from "vitest";

import { useStage } from "./browser.ts";

const stage = useStage();

it("when the mock ends, the page still tells the error that code gets", async () => {
  const page = await stage.open("requests/blooio/getMe");
  await page.getByText("#1, of this key").waitFor({ state: "attached" });
  await stage.mock.close();
  await page.getByRole("button", { name: "Send to the mock" }).click();
  await expect(page.getByText("The mock did not respond")).toBeSeen();
  await expect(page.getByRole("region", { name: "What your code gets" }).getByText("ConnectionError")).toBeSeen();
});
