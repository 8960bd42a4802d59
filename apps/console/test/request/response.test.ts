import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { useStage } from "../support/browser.ts";

const body = (page: Page) => page.getByLabel("Body of the response");

async function sendAs(page: Page, json: unknown): Promise<void> {
  await page.route("**/v4/me", (route) => route.fulfill({ json, headers: { "access-control-allow-origin": "*" } }));
  await page.getByRole("button", { name: "Send to the mock" }).click();
  await body(page).waitFor();
}

describe("a response", () => {
  const stage = useStage();

  it("is told in one short sentence, and its body is no live region", async () => {
    const page = await stage.open("requests/blooio/listChats");
    await page.getByRole("button", { name: "Send to the mock" }).click();
    await body(page).waitFor();
    const region = page.getByRole("region", { name: "Response" });
    expect(await region.getByRole("status").innerText()).toMatch(/^Status 200 after \d+ ms\.$/);
    expect(
      await body(page).evaluate((element) => element.closest("[aria-live], [role=status], [role=alert]")),
    ).toBeNull();
  });

  it("is JSON whose text is that of the body, whatever stands in it", async () => {
    const page = await stage.open("requests/blooio/getMe");
    const json = { empty: {}, none: [], nothing: null, yes: true, n: 1.5, s: 'a "b" \\ <i>\n', list: [1, { a: [] }] };
    await sendAs(page, json);
    expect(JSON.parse(await body(page).innerText())).toEqual(json);
    expect(await body(page).locator(".json-string").count()).toBe(1);
    expect(await body(page).locator("i").count()).toBe(0);
  });

  it("folds: by hand, by the arrow keys, and by itself what stands deep in a long one", async () => {
    const page = await stage.open("requests/blooio/getMe");
    const items = Array.from({ length: 200 }, (_, index) => ({ id: `item-${index}`, more: { deep: `deep-${index}` } }));
    await sendAs(page, { items });
    const first = body(page).locator("summary", { hasText: "item-0" });
    await expect(first).toBeSeen();
    expect(await body(page).getByText("deep-0").count()).toBe(0);
    await first.click();
    await body(page).getByText("more").first().click();
    await expect(body(page).getByText("deep-0")).toBeSeen();

    const folds = body(page).locator("summary");
    await body(page).focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => folds.count()).toBe(1);
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => folds.count()).toBeGreaterThan(1);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await expect(body(page).locator("summary:focus", { hasText: "item-0" })).toBeSeen();
    await page.keyboard.press("ArrowLeft");
    await expect(body(page).locator("summary:focus", { hasText: "items" })).toBeSeen();
    // One press of Tab leaves all of it.
    await page.keyboard.press("Tab");
    expect(await body(page).locator(":focus").count()).toBe(0);
    expect(await page.locator(":focus").innerText()).toMatch(/headers$/);
  });

  it.each([
    { api: "blotato", operationId: "listConversations", id: "id" },
    { api: "blooio", operationId: "listChats", id: "id" },
  ])("of a list leads to its next page, up to the last: $api", async ({ api, operationId }) => {
    const page = await stage.open(`requests/${api}/${operationId}`);
    await page.getByLabel("limit").fill("20");
    const region = page.getByRole("region", { name: "Response" });
    const next = region.getByRole("button", { name: "Next page" });
    const pages: string[] = [];
    const read = async (press: () => Promise<void>): Promise<void> => {
      const received = page.waitForResponse((response) => response.url().includes("limit=20"));
      await press();
      pages.push(await (await received).text());
      await page.locator(".response[aria-busy=false]").waitFor();
    };
    await read(() => page.getByRole("button", { name: "Send to the mock" }).click());
    while ((await next.count()) > 0 && pages.length < 40) await read(() => next.press("Enter"));
    // The button is gone, and the focus is not lost with it.
    await expect(page.locator("section.response:focus")).toBeSeen();
    expect(pages.length).toBeGreaterThan(2);
    expect(pages.length).toBeLessThan(40);
    expect(new Set(pages).size).toBe(pages.length);
    expect(await page.getByLabel("cursor").inputValue()).not.toBe("");
  });
});
