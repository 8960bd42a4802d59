import { describe, expect, it } from "vitest";

import { useStage } from "../support/browser.ts";
import { knownRecipient } from "../support/form-fields.ts";

describe("a link to the inbox", () => {
  const stage = useStage();

  it.each([
    ["blotato", "Yes, we are open until six today."],
    ["blooio", "Your order is ready for pickup."],
  ])("opens the tenant to which was sent in a new tab, which knows nothing of the key: %s", async (api, text) => {
    const page = await stage.open(`requests/${api}/sendMessage`);
    await page.getByLabel("Key", { exact: true }).fill("a-key-of-my-own");
    await page.getByLabel("Key", { exact: true }).press("Enter");
    // The example is sent to somebody whom the mock knows.
    if (api === "blotato") await knownRecipient(page);
    await page.getByRole("button", { name: "Send to the mock" }).click();
    const opened = page.context().waitForEvent("page");
    await page.getByRole("link", { name: "See it in the inbox" }).click({ modifiers: ["Control"] });
    const tab = await opened;
    await tab.locator(".is-ours", { hasText: text }).waitFor();
    expect(await tab.getByLabel("Key", { exact: true }).inputValue()).toBe("test");
    await tab.reload();
    await expect(tab.locator(".is-ours", { hasText: text })).toBeSeen();
  });

  it("is not there before the mock has told the tenant, since another tab would show that of somebody else", async () => {
    const page = await stage.open("requests/blooio/sendMessage");
    let tell = (): void => undefined;
    const isTold = new Promise<void>((resolve) => (tell = resolve));
    await page.route("**/__mock/tenants", async (route) => {
      if (route.request().method() === "POST") await isTold;
      await route.continue();
    });
    await page.getByLabel("Key", { exact: true }).fill("a-key-of-another");
    await page.getByLabel("Key", { exact: true }).press("Enter");
    await page.getByRole("button", { name: "Send to the mock" }).click();
    await expect(page.getByText("201 Created")).toBeSeen();
    const link = page.getByRole("link", { name: "See it in the inbox" });
    expect(await link.count()).toBe(0);
    tell();
    await expect(link).toBeSeen();
    expect(await link.getAttribute("href")).toContain("tenant=");
  });
});
