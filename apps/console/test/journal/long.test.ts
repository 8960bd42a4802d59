import type { Locator, Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";

import { useStage } from "../support/browser.ts";

const many = 600;

describe("a long journal", () => {
  const stage = useStage();
  const listChats = async (): Promise<void> => {
    await fetch(`${stage.mock.blooio}/chats?limit=1`, { headers: { authorization: "Bearer test" } });
  };
  beforeAll(async () => {
    for (let count = 0; count < many; count += 20) await Promise.all(Array.from({ length: 20 }, listChats));
  });

  const grid = (page: Page): Locator => page.getByRole("grid", { name: "Requests" });
  const rows = (page: Page): Locator => grid(page).locator("[aria-rowindex]");

  it("renders the rows in sight alone, and counts all", async () => {
    const page = await stage.open("journal", { viewport: { width: 1280, height: 900 } });
    await rows(page).first().waitFor();
    expect(Number(await grid(page).getAttribute("aria-rowcount"))).toBeGreaterThan(many);
    expect(await rows(page).count()).toBeLessThan(100);
    await rows(page).first().getByRole("link").focus();
    await page.keyboard.press("End");
    const last = rows(page).and(page.locator(":focus-within"));
    await expect.poll(() => last.getAttribute("aria-rowindex")).toBe(await grid(page).getAttribute("aria-rowcount"));
    const endOf = async (locator: Locator): Promise<number> => {
      const box = await locator.boundingBox();
      return box === null ? Number.NaN : box.y + box.height;
    };
    const end = await endOf(page.locator(".journal-list"));
    await expect.poll(() => endOf(last)).toBeLessThanOrEqual(end + 1);
    expect(await rows(page).count()).toBeLessThan(100);
  });

  it("stays where it is read while others come", async () => {
    const page = await stage.open("journal", { viewport: { width: 1280, height: 900 } });
    await rows(page).first().waitFor();
    await page.locator(".journal-list").evaluate((list) => (list.scrollTop = 4_000));
    const index = 140;
    const row = rows(page).and(page.locator(`[aria-rowindex="${index}"]`));
    const id = await row.getAttribute("data-entry");
    const read = page.locator(`[data-entry="${id}"]`);
    const before = (await read.boundingBox())?.y;
    await Promise.all([listChats(), listChats(), listChats()]);
    await expect.poll(() => read.getAttribute("aria-rowindex")).toBe(String(index + 3));
    await expect.poll(async () => (await read.boundingBox())?.y).toBe(before);
  });

  it("keeps the focus on a row that is scrolled out of sight", async () => {
    const page = await stage.open("journal", { viewport: { width: 1280, height: 900 } });
    const first = rows(page).first();
    const id = await first.getAttribute("data-entry");
    await first.getByRole("link").focus();
    await page.locator(".journal-list").evaluate((list) => (list.scrollTop = 9_000));
    await rows(page).and(page.locator('[aria-rowindex="290"]')).waitFor();
    expect(await page.locator("[data-entry]:focus-within").getAttribute("data-entry")).toBe(id);
  });
});
