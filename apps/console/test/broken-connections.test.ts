import { describe, expect, it } from "vitest";

import { useStage } from "./support/browser.ts";
import { knownRecipient } from "./support/form-fields.ts";

describe("a connection that breaks", () => {
  const stage = useStage();

  it("is seen by who sends, although the browser sends again what it sent on a connection that it used before", async () => {
    const page = await stage.open("requests/blotato/sendMessage");
    await knownRecipient(page);
    const send = page.getByRole("button", { name: "Send to the mock" });
    await send.click();
    await expect(page.getByText("201 Created")).toBeSeen();
    await page.getByRole("link", { name: "Faults and clock" }).click();
    const faults = page.getByRole("list", { name: "Faults in force" });
    // Several requests at a time leave as many connections behind.
    await page.evaluate(async (url) => {
      const headers = { "blotato-api-key": "test" };
      await Promise.all([1, 2, 3, 4, 5].map(async () => (await fetch(url, { headers })).text()));
    }, `${stage.mock.blotato}/v2/conversations`);
    await page.getByRole("button", { name: "The next send’s connection breaks" }).click();
    await faults.getByText("hit 0 of 1").first().waitFor();
    await page.goBack();
    await send.click();
    await expect(page.getByText("No response", { exact: true })).toBeSeen();
    // And the one after it arrives.
    await send.click();
    await expect(page.getByText("201 Created")).toBeSeen();
    await stage.mock.admin("DELETE", "/faults");
  });
});
