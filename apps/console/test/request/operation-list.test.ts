import { describe, expect, it } from "vitest";

import { useStage } from "../support/browser.ts";

describe("the list of operations", () => {
  const stage = useStage();

  it("finds an operation by words, and says when there is none", async () => {
    const page = await stage.open("requests");
    await page.getByLabel("Search operations").fill("send message chat");
    const found = page.getByRole("navigation", { name: "Operations" }).getByRole("link");
    await expect.poll(() => found.allInnerTexts()).toEqual(["POST\nSend a message into a chat"]);
    await page.getByLabel("Search operations").fill("fax");
    await expect(page.getByText("No operation has “fax”.")).toBeSeen();
  });

  it("finds an operation by its path, by its method in the client, and by a word of its description", async () => {
    const page = await stage.open("requests");
    const found = page.getByRole("navigation", { name: "Operations" }).getByRole("link");
    const search = page.getByLabel("Search operations");
    for (const [sought, href] of [
      ["/v2/conversations/{", "#/requests/blotato/getConversation"],
      ["channels.capabilities", "#/requests/blooio/getChannelCapabilities"],
      ["cheap way to test", "#/requests/blooio/getMe"],
    ] as const) {
      await search.fill(sought);
      await expect
        .poll(() => found.evaluateAll((links) => links.map((link) => link.getAttribute("href"))))
        .toContain(href);
    }
  });

  it("is searched at the press of “/”, until that is switched off, for later visits too", async () => {
    const page = await stage.open("requests");
    const shortcut = page.getByLabel("Press / to search");
    const isSearched = async (): Promise<boolean> => {
      await page.keyboard.press("/");
      // What the key does is done before the next frame.
      await page.evaluate(() => new Promise(requestAnimationFrame));
      return page.locator("input[type=search]").evaluate((search) => search === document.activeElement);
    };
    await page.locator("main").focus();
    await expect.poll(isSearched).toBe(true);
    // At once: a press that follows the switch must find it switched.
    const isTaken = await shortcut.evaluate((box: HTMLInputElement) => {
      box.focus();
      box.click();
      return !document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "/", bubbles: true, cancelable: true }));
    });
    expect(isTaken).toBe(false);
    expect(await isSearched()).toBe(false);
    await page.reload();
    await shortcut.waitFor();
    expect(await isSearched()).toBe(false);
    await shortcut.check();
    await expect.poll(isSearched).toBe(true);
  });

  it("has groups that fold, and opens the group of the current operation", async () => {
    const page = await stage.open("requests");
    const list = page.getByRole("navigation", { name: "Operations" });
    await list.getByText(/^Polls/).waitFor();
    expect(await list.getByRole("link").count()).toBe(0);
    await list.getByText(/^Polls/).click();
    await list.getByRole("link", { name: /poll/i }).first().click();
    await expect(list.locator("details[open] a[aria-current=page]")).toBeSeen();
    await page.goto("./#/requests/blooio/getMe");
    await expect(list.locator("details[open] a[href='#/requests/blooio/getMe']")).toBeSeen();
  });
});
