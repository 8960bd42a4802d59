import { json } from "node:stream/consumers";

import type { Har } from "har-format";
import { beforeEach, describe, expect, it } from "vitest";

import { useStage } from "../support/browser.ts";
import { requestsOf, rowsOf } from "./made-requests.ts";

describe("the journal", () => {
  const stage = useStage();
  const { fill, requestBlotato } = requestsOf(stage);
  beforeEach(() => stage.mock.admin("POST", "/reset"));

  it("lists the requests of any client, the newest first, with status, tenant, fault and what Prism found", async () => {
    await fill();
    const page = await stage.open("journal");
    await expect.poll(() => rowsOf(page).count()).toBe(7);
    const rows = await rowsOf(page).allInnerTexts();
    expect(rows[0]).toMatch(/201\s+POST sendMessage \/v4\/messages\s+Blooio\s+#\d+/);
    expect(rows[1]).toMatch(/no response\s+GET getMe \/v4\/me\s+Blooio\s+#\d+\s+fault: reset before/);
    expect(rows[2]).toMatch(/503\s+GET listChats[^]*fault: status 503/);
    expect(rows[4]).toMatch(/404\s+GET\s+\/v2\/nothing[^]*1 problem/);
    expect(rows[5]).toMatch(/422\s+GET listConversations \/v2\/conversations\?limit=999\s+Blotato\s+#\d+\s+1 problem/);
    const tones = await rowsOf(page)
      .locator("[data-tone]")
      .evaluateAll((all) => all.map((each) => each.getAttribute("data-tone")));
    expect(tones).toEqual(["good", "bad", "bad", "good", "warn", "warn", "good"]);
    // What comes meanwhile is on top.
    await requestBlotato("/v2/users/me/accounts");
    await expect(rowsOf(page).first().getByText("listAccounts")).toBeSeen();
  });

  it.each([
    ["API", "Blooio", "api=blooio", 3],
    ["Operation", "listConversations", "operation=listConversations", 2],
    ["Status", "4xx", "status=4", 2],
    ["Status", "No response", "status=none", 1],
  ])("filters by %s, in the address", async (title, choice, inAddress, count) => {
    await fill();
    const page = await stage.open("journal");
    await expect.poll(() => rowsOf(page).count()).toBe(7);
    await page.getByRole("search", { name: "Filters" }).getByLabel(title).selectOption({ label: choice });
    await expect.poll(() => rowsOf(page).count()).toBe(count);
    await expect(page.getByText(`${count} of 7 requests`)).toBeSeen();
    expect(page.url()).toContain(`#/journal?${inAddress}`);
    await page.reload();
    await expect.poll(() => rowsOf(page).count()).toBe(count);
  });

  it("filters by tenant, by text of bodies too, and by problems, all at once; and keeps them beside what is opened", async () => {
    await fill();
    const page = await stage.open("journal?problems=1");
    await expect.poll(() => rowsOf(page).count()).toBe(2);
    await page.getByLabel("Only with problems").uncheck();
    const filters = page.getByRole("search", { name: "Filters" });
    await filters.getByLabel("Text").fill("PARCEL is on");
    await expect.poll(() => rowsOf(page).count()).toBe(1);
    await rowsOf(page).getByRole("link").click();
    await page.getByRole("link", { name: "Close" }).click();
    await page.waitForURL(/#\/journal\?text=PARCEL\+is\+on$/);
    await filters.getByLabel("Text").fill("nothing of the kind");
    await page.getByRole("button", { name: "Show all 7" }).click();
    await expect.poll(() => rowsOf(page).count()).toBe(7);
    const tenants = await filters.getByLabel("Tenant").locator("option").allInnerTexts();
    expect(tenants).toHaveLength(3);
    await filters.getByLabel("Tenant").selectOption({ index: 2 });
    await expect.poll(() => rowsOf(page).allInnerTexts()).toEqual([expect.stringContaining("getCurrentUser")]);
  });

  it("is read with the keyboard: arrows in the list, Enter opens, Escape goes back to the row", async () => {
    await fill();
    const page = await stage.open("journal");
    await expect.poll(() => rowsOf(page).count()).toBe(7);
    await rowsOf(page).first().getByRole("link").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    const focused = page.locator("[data-entry] a:focus");
    await expect(focused.getByText("listChats")).toBeSeen();
    await page.keyboard.press("End");
    await expect(focused.getByText("/v2/conversations?limit=1")).toBeSeen();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowDown");
    await expect(focused.getByText("getMe")).toBeSeen();
    await page.keyboard.press("Enter");
    await expect(page.locator("article:focus").getByText("getMe")).toBeSeen();
    await page.keyboard.press("Escape");
    await expect(focused.getByText("getMe")).toBeSeen();
    expect(await page.getByRole("article", { name: "Request" }).count()).toBe(0);
  });

  it("goes back to the row when the browser is late with its frames as well", async () => {
    await fill();
    const page = await stage.open("journal");
    await rowsOf(page).first().getByRole("link").click();
    await expect(page.locator("article:focus")).toBeSeen();
    await page.evaluate(holdFrames);
    await page.keyboard.press("Escape");
    const focused = page.locator("[data-entry] a:focus");
    await expect(focused).toBeSeen();
    await page.evaluate(() => dispatchEvent(new Event("frames")));
    expect(await focused.count()).toBe(1);
  });

  it("exports what is shown as HAR 1.2", async () => {
    await fill();
    const page = await stage.open("journal?api=blooio");
    await expect.poll(() => rowsOf(page).count()).toBe(3);
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Export as HAR" }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/\.har$/);
    const { log } = (await json(await file.createReadStream())) as Har;
    expect(log.version).toBe("1.2");
    expect(
      log.entries.map(({ request, response }) => [request.method, new URL(request.url).pathname, response.status]),
    ).toEqual([
      ["GET", "/v4/chats", 503],
      ["GET", "/v4/me", 0],
      ["POST", "/v4/messages", 201],
    ]);
    expect(JSON.parse(log.entries[2]?.request.postData?.text ?? "")).toMatchObject({
      text: "Your parcel is on its way.",
    });
    expect(log.entries[2]?.response.content.mimeType).toContain("application/json");
    expect(log.entries[0]?.comment).toContain("fault: status 503");
  });

  it("is emptied, and says what to do then", async () => {
    await fill();
    const page = await stage.open("journal");
    await expect.poll(() => rowsOf(page).count()).toBe(7);
    await page.getByRole("button", { name: "Empty the journal" }).click();
    await expect(page.getByText("No request yet.")).toBeSeen();
    expect(await stage.mock.admin("GET", "/requests")).toEqual({ items: [] });
  });
});

/** Whatever waits for a frame waits for the event "frames". */
function holdFrames(): void {
  globalThis.requestAnimationFrame = (run) => {
    addEventListener("frames", () => run(performance.now()), { once: true });
    return 0;
  };
}
