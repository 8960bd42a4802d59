import { describe, expect, it } from "vitest";

import { useStage } from "./support/browser.ts";
import { messageText } from "./support/form-fields.ts";

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

const sends = [
  { api: "blotato", operationId: "sendMessage" },
  { api: "blooio", operationId: "sendMessage" },
  { api: "blooio", operationId: "sendMessageToChat" },
  { api: "blooio", operationId: "sendMessageToChannel" },
];

describe("the first screen of a request", () => {
  const stage = useStage();

  it.each(sends)("has the text of $api $operationId in sight, on 1440 × 900", async ({ api, operationId }) => {
    const page = await stage.open(`requests/${api}/${operationId}`, { viewport: desk });
    await messageText(page).waitFor();
    const send = page.getByRole("button", { name: "Send to the mock" });
    const [field, button] = [await messageText(page).boundingBox(), await send.boundingBox()];
    expect(field?.y).toBeLessThan(900);
    // Nor does the bar with the button cover it.
    expect((field?.y ?? 0) + (field?.height ?? 0)).toBeLessThanOrEqual(button?.y ?? 0);
    await expect(send).toBeSeen();
  });

  it("has the fields of the first example in its order, and the others behind a fold", async () => {
    const page = await stage.open("requests/blotato/sendMessage");
    await messageText(page).waitFor();
    const fields = page.locator("form [data-field^='body/']:not([data-field*='/kind'])");
    const names = await fields.evaluateAll((all) => all.map((each) => each.getAttribute("data-field")));
    expect(names.slice(0, 4)).toEqual(["body/accountId", "body/recipientId", "body/text", "body/target"]);
    await page.goto("./#/requests/blooio/sendMessage");
    await page.getByText("19 more fields").waitFor();
    expect(await page.getByRole("button", { name: "Add poll" }).isVisible()).toBe(false);
    // What an example fills needs no unfolding.
    await page.getByLabel("Start from an example").selectOption({ label: "Words in bold, on a channel with iMessage" });
    await expect(page.getByLabel("format", { exact: true })).toBeSeen();
    expect(await page.locator("details.more").first().getAttribute("open")).toBeNull();
  });

  it("lets nothing be entered that can only be one thing", async () => {
    const page = await stage.open("requests/blotato/publishPost");
    await page.getByLabel("Kind of post").waitFor();
    await page.getByRole("group", { name: "content" }).waitFor();
    expect(await page.getByRole("group", { name: "target" }).count()).toBe(0);
    const sent = page.waitForRequest((request) => request.method() === "POST" && !request.url().includes("/__mock/"));
    await page.getByRole("button", { name: "Send to the mock" }).click();
    expect((await sent).postDataJSON()).toMatchObject({ post: { target: { targetType: "twitter" } } });
  });

  it("keeps the list of operations in sight at the current one while a form is scrolled", async () => {
    const page = await stage.open("requests/blooio/lookupPhoneNumber", { viewport: { width: 1440, height: 500 } });
    const current = page.locator(".operations [aria-current]");
    const isInSight = async (): Promise<boolean> => {
      const box = await current.boundingBox();
      return box !== null && box.y >= 0 && box.y + box.height <= 500;
    };
    await expect.poll(isInSight).toBe(true);
    expect(await page.evaluate(() => scrollY)).toBe(0);
    await page.goto("./#/requests/blotato/publishPost");
    await page.getByLabel("Kind of post").waitFor();
    await page.mouse.move(800, 300);
    await page.mouse.wheel(0, 500);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(300);
    await expect.poll(isInSight).toBe(true);
  });

  it("folds a description behind its first sentence", async () => {
    const page = await stage.open("requests/blooio/sendMessage");
    const about = page.locator("article > header details");
    await expect(about.locator("summary")).toBeSeen();
    const rest = about.locator("p");
    expect(await rest.first().isVisible()).toBe(false);
    await about.locator("summary").click();
    await expect(rest).toBeSeen();
  });

  it("sends on Ctrl+Enter from within a text, once", async () => {
    const page = await stage.open("requests/blooio/sendMessage");
    const posted: string[] = [];
    page.on("request", (request) => {
      if (request.method() === "POST" && !request.url().includes("/__mock/")) posted.push(request.url());
    });
    await messageText(page).press("Control+Enter");
    await expect(page.getByText("201 Created")).toBeSeen();
    expect(posted).toHaveLength(1);
    expect(await messageText(page).inputValue()).not.toContain("\n");
  });

  it("leads to the search on “/”, but for a text in which it is typed", async () => {
    const page = await stage.open("requests/blooio/sendMessage");
    await page.locator("article").focus();
    await page.keyboard.press("/");
    await expect(page.locator("input[type=search]:focus")).toBeSeen();
    expect(await page.getByLabel("Search operations").inputValue()).toBe("");
    await messageText(page).fill("");
    await messageText(page).pressSequentially("and/or");
    expect(await messageText(page).inputValue()).toBe("and/or");
  });

  it("has the form before the list of operations on a phone, which a button unfolds and a choice folds", async () => {
    const page = await stage.open("requests/blooio/sendMessage", { viewport: phone });
    const search = page.getByLabel("Search operations");
    const fold = page.getByRole("button", { name: "All operations" });
    await messageText(page).waitFor();
    expect(await search.isVisible()).toBe(false);
    expect(await page.getByRole("navigation", { name: "Operations" }).getByRole("link").count()).toBe(0);
    await fold.press("Enter");
    expect(await fold.getAttribute("aria-expanded")).toBe("true");
    await search.fill("conversation");
    await page.keyboard.press("Escape");
    await expect(page.locator("button:focus", { hasText: "All operations" })).toBeSeen();
    await fold.click();
    await page.getByRole("link", { name: "Get a conversation" }).click();
    await page.getByRole("heading", { name: "Get a conversation" }).waitFor();
    expect(await search.isVisible()).toBe(false);
  });
});
