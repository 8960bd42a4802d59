import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { useStage } from "../support/browser.ts";

describe("the search of the inbox", () => {
  const stage = useStage("--conversations", "120");

  const found = (page: Page) => page.getByRole("navigation", { name: "Conversations" }).locator("li a");
  const search = (page: Page, words: string): Promise<void> => page.getByLabel("Search the conversations").fill(words);

  it("finds a text in a conversation far down the list, and shows it", async () => {
    const headers = { "blotato-api-key": "test" };
    const response = await fetch(`${stage.mock.blotato}/v2/conversations?limit=100`, { headers });
    const { items } = (await response.json()) as { items: { id: string }[] };
    const { id = "" } = items.at(-1) ?? {};
    const text = "Before the festival begins, which is on the third of May, could we have a Croquembouche?";
    await stage.mock.admin("POST", "/blotato/messages", { conversationId: id, text, key: "test" });
    for (const other of items.slice(0, 60)) {
      await stage.mock.admin("POST", "/blotato/messages", { conversationId: other.id, text: "Hello", key: "test" });
    }
    const page = await stage.open("inbox");
    await found(page).nth(29).waitFor();
    await search(page, "croquembouche");
    await page.locator(`a[href="#/inbox/blotato/${id}"] mark`, { hasText: "Croquembouche" }).waitFor();
    expect(await found(page).count()).toBe(1);
    await found(page).first().click();
    await page.locator("[data-message]", { hasText: "festival" }).waitFor();
    await search(page, "");
    await expect(found(page).nth(20)).toBeSeen();
  });

  it("finds people by name and number on both services, and says when there is nobody", async () => {
    const page = await stage.open("inbox");
    await search(page, "1 (555) 555-0120");
    const isOfNumber = (text: string): boolean => text.includes("+15555550120");
    await expect
      .poll(() => found(page).allInnerTexts())
      .toSatisfy((texts: readonly string[]) => texts.length > 0 && texts.every(isOfNumber));
    await search(page, "amara okafor");
    await expect(page.getByRole("link", { name: /Amara Okafor.*Blooio/ })).toBeSeen();
    await expect(page.getByRole("link", { name: /Saturday market.*Amara Okafor/ })).toBeSeen();
    await search(page, "nobody of this name");
    await expect(page.getByText("No name, number, handle or message has “nobody of this name”.")).toBeSeen();
  });
});
