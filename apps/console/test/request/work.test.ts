import { describe, expect, it } from "vitest";

import { useStage } from "../support/browser.ts";

describe("what is entered and received", () => {
  const stage = useStage();

  it("is kept while the reference is read and after a reload, and the reference leads back to the form", async () => {
    const page = await stage.open("requests/blooio/sendMessage");
    await page.getByLabel("text", { exact: true }).fill("Kept for later.");
    await page.getByRole("button", { name: "Send to the mock" }).click();
    await page.getByText("201 Created").waitFor();
    const isKept = async (): Promise<void> => {
      await expect(page.getByText("201 Created")).toBeSeen();
      expect(await page.getByLabel("text", { exact: true }).inputValue()).toBe("Kept for later.");
    };
    await page.reload();
    await isKept();
    await page.locator("article").getByRole("link", { name: "Reference" }).click();
    const section = page.locator("section[id$='tag/messages/POST/messages']");
    await section.getByRole("link", { name: "Open the form" }).click();
    await page.waitForURL("**/#/requests/blooio/sendMessage");
    await isKept();
  });

  it.each(["truncated", "malformed"])(
    "is no success for a 2xx whose JSON is %s, and has the error of the client",
    async (json) => {
      await stage.mock.admin("POST", "/faults", { api: "blooio", operationId: "sendMessage", json, times: 1 });
      const page = await stage.open("requests/blooio/sendMessage");
      await page.getByRole("button", { name: "Send to the mock" }).click();
      await expect(page.getByText("The body is not valid JSON")).toBeSeen();
      expect(await page.locator(".response .state").getAttribute("data-tone")).toBe("bad");
      const error = page.getByRole("region", { name: "What your code gets" });
      await expect(error.getByText("ApiError")).toBeSeen();
      expect(await error.innerText()).toMatch(/maybeSent\s+true/);
      // The next one is a success, for the client as well.
      await page.getByRole("button", { name: "Send to the mock" }).click();
      await expect(page.locator(".response .state.is-good")).toBeSeen();
      await expect.poll(() => error.count()).toBe(0);
    },
  );
});
