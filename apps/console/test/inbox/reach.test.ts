import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { useStage } from "../support/browser.ts";

/** More than any list shows at first. */
const [conversations, messages] = [230, 260];

describe("an inbox of many conversations", () => {
  const stage = useStage(
    "--conversations",
    String(conversations),
    "--chats",
    "40",
    "--messages-per-conversation",
    String(messages),
  );

  const links = (page: Page) => page.getByRole("navigation", { name: "Conversations" }).locator("li a");

  /** The ids of all conversations of Blotato, newest first. */
  const allIds = async (): Promise<readonly string[]> => {
    const ids: string[] = [];
    for (let cursor = ""; ;) {
      const response = await fetch(`${stage.mock.blotato}/v2/conversations?limit=100${cursor}`, {
        headers: { "blotato-api-key": "test" },
      });
      const page = (await response.json()) as { items: { id: string }[]; cursor?: string | null };
      ids.push(...page.items.map(({ id }) => id));
      if (typeof page.cursor !== "string") return ids;
      cursor = `&cursor=${encodeURIComponent(page.cursor)}`;
    }
  };

  const receive = (conversationId: string, text: string): Promise<unknown> =>
    stage.mock.admin("POST", "/blotato/messages", { conversationId, text, key: "test" });

  it("loads on as one scrolls, to the last conversation of both services", async () => {
    const page = await stage.open("inbox");
    await links(page).nth(29).waitFor();
    const list = page.locator(".thread-scroll");
    const more = page.getByRole("button", { name: "Show more" });
    await expect
      .poll(async () => {
        await list.evaluate((box) => (box.scrollTop = box.scrollHeight));
        return more.count();
      })
      .toBe(0);
    expect(await links(page).count()).toBe(conversations + 40);
  });

  it("opens a conversation by its link, however far down it is, and shows its first message", async () => {
    const id = (await allIds()).at(-1) ?? "";
    const page = await stage.open(`inbox/blotato/${id}`);
    await page.locator("[data-message]").first().waitFor();
    const earlier = page.getByRole("button", { name: "Show earlier messages" });
    await expect
      .poll(async () => {
        // The button goes with the last of them, and may do so at any moment.
        await earlier.evaluateAll((buttons) => buttons.forEach((button) => (button as HTMLElement).click()));
        return page.locator("[data-message]").count();
      })
      .toBe(messages);
    expect(await earlier.count()).toBe(0);
  });

  it("keeps a conversation open with its half-written text while others get news, and after a reload", async () => {
    const ids = await allIds();
    const id = ids[200] ?? "";
    const page = await stage.open(`inbox/blotato/${id}`);
    await page.locator("[data-message]").first().waitFor();
    const field = page.getByLabel("Write as the business", { exact: true });
    await field.fill("We are\nlooking into it");
    for (const other of ids.slice(0, 45)) await receive(other, "News");
    await expect(links(page).filter({ hasText: "News" }).nth(20)).toBeSeen();
    expect(await field.inputValue()).toBe("We are\nlooking into it");
    await page.reload();
    await expect.poll(() => field.inputValue()).toBe("We are\nlooking into it");
    await page.goto(`./#/inbox/blotato/${ids[201]}`);
    await expect.poll(() => field.inputValue()).toBe("");
  });

  it("stays where one reads earlier messages, and leads to new ones by a button", async () => {
    const [id = ""] = await allIds();
    const page = await stage.open(`inbox/blotato/${id}`);
    await page.locator("[data-message]").first().waitFor();
    const log = page.getByRole("log");
    const place = (): Promise<number> => log.evaluate((box) => box.scrollTop);
    await expect.poll(place).toBeGreaterThan(1_000);
    // A wheel would turn for a while. Of this the page knows as soon as it is done.
    const scrollUp = (): Promise<number> =>
      log.evaluate(
        (box) =>
          new Promise((resolve) => {
            box.addEventListener("scroll", () => resolve(box.scrollHeight - box.scrollTop - box.clientHeight), {
              once: true,
            });
            box.scrollTop -= 700;
          }),
      );
    await expect.poll(scrollUp).toBeGreaterThan(500);
    const before = await place();
    await receive(id, "Something new at the end");
    await page.getByRole("button", { name: "New messages" }).waitFor();
    expect(await place()).toBe(before);
    await page.getByRole("button", { name: "New messages" }).click();
    await page.getByRole("button", { name: "New messages" }).waitFor({ state: "detached" });
    await expect(page.locator("[data-message]", { hasText: "Something new at the end" })).toBeSeen();
    await receive(id, "And one more");
    await page.locator("[data-message]", { hasText: "And one more" }).waitFor();
    expect(await log.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight)).toBeLessThan(40);
  });
});
