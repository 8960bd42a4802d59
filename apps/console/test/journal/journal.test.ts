import { json } from "node:stream/consumers";

import type { Har } from "har-format";
import type { Locator, Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";

import { useStage } from "../support/browser.ts";

const rowsOf = (page: Page): Locator => page.getByRole("grid", { name: "Requests" }).locator("[aria-rowindex]");

describe("the journal", () => {
  const stage = useStage();
  beforeEach(() => stage.mock.admin("POST", "/reset"));

  const requestBlotato = (target: string, key = "test"): Promise<Response> =>
    fetch(`${stage.mock.blotato}${target}`, { headers: { "blotato-api-key": key } });
  const requestBlooio = (target: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${stage.mock.blooio}${target}`, {
      ...init,
      headers: { authorization: "Bearer test", "content-type": "application/json" },
    });
  const sendBlooio = (text: string): Promise<Response> =>
    requestBlooio("/messages", { method: "POST", body: JSON.stringify({ to: "+15555550142", text }) });

  /** Some of each kind: 200, 422, 404 without an operation, another tenant, a fault, a send. */
  async function fill(): Promise<void> {
    await requestBlotato("/v2/conversations?limit=1");
    await requestBlotato("/v2/conversations?limit=999");
    await requestBlotato("/v2/nothing");
    await requestBlotato("/v2/users/me", "another-key");
    await stage.mock.admin("POST", "/faults", { operationId: "listChats", status: 503, times: 1 });
    await requestBlooio("/chats");
    await stage.mock.admin("POST", "/faults", { operationId: "getMe", reset: "before", times: 1 });
    await requestBlooio("/me").catch(() => undefined);
    await sendBlooio("Your parcel is on its way.");
  }

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

  it("shows all of a request beside the list: headers of both sides, bodies, problems, fault, and never a key", async () => {
    await requestBlotato("/v2/conversations?limit=999", "blotato-key-of-mine");
    await stage.mock.admin("POST", "/faults", { operationId: "listChats", status: 429, retryAfter: 7, times: 1 });
    await requestBlooio("/chats");
    const page = await stage.open("journal");
    const details = page.getByRole("article", { name: "Request" });
    await rowsOf(page).filter({ hasText: "listConversations" }).getByRole("link").click();
    await expect(details.getByText("limit must be <= 250").first()).toBeSeen();
    await details
      .getByText(/^\d+ headers$/)
      .last()
      .click();
    expect(await details.getByLabel("Headers of the request").innerText()).toMatch(/blotato-api-key\s+\[redacted\]/);
    expect(await details.getByLabel("Headers of the response").innerText()).toContain("application/json");
    expect(await page.locator("html").innerHTML()).not.toContain("blotato-key-of-mine");

    await rowsOf(page).filter({ hasText: "listChats" }).getByRole("link").click();
    await expect(details.getByRole("heading", { name: "The fault that hit it" })).toBeSeen();
    expect(await details.getByLabel("Headers of the response").innerText()).toMatch(/retry-after\s+7/);
    expect(await details.getByLabel("Body of the response", { exact: true }).innerText()).toContain("error");
    const error = details.getByRole("region", { name: "What your code gets" });
    await expect.poll(() => error.innerText()).toMatch(/ApiError[^]*kind\s+"rateLimit"[^]*retryAfter\s+7000/);
  });

  it.each<[string, object, RegExp]>([
    ["a 2xx whose JSON is cut", { json: "truncated" }, /ApiError[^]*status\s+201[^]*maybeSent\s+true/],
    ["a 2xx that is no JSON", { json: "malformed" }, /ApiError[^]*status\s+201[^]*maybeSent\s+true/],
    ["a 2xx that breaks off in its body", { reset: "body" }, /ConnectionError[^]*maybeSent\s+true/],
    ["a request whose connection breaks", { reset: "before" }, /ConnectionError[^]*maybeSent\s+true/],
    [
      "a request that never gets a response",
      { hang: true },
      /TimeoutError[^]*longer than its `timeout`[^]*maybeSent\s+true/,
    ],
  ])("asks the client what code gets of %s", async (_, fault, expected) => {
    await stage.mock.admin("POST", "/faults", { api: "blooio", operationId: "sendMessage", ...fault, times: 1 });
    const controller = new AbortController();
    const sent = requestBlooio("/messages", {
      method: "POST",
      body: JSON.stringify({ to: "+15555550142", text: "Hello" }),
      signal: controller.signal,
    })
      .then((response) => response.text())
      .catch(() => undefined);
    const page = await stage.open("journal");
    await rowsOf(page).first().getByRole("link").click();
    controller.abort();
    await sent;
    const error = page.getByRole("region", { name: "What your code gets" });
    await expect(error).toBeSeen();
    expect(await error.innerText()).toMatch(expected);
    // Whatever its status says, it is no success.
    expect(await page.locator("main [data-tone=good]").count()).toBe(0);
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

  it("opens a request by its address, and says when it is no longer there", async () => {
    await sendBlooio("Hello");
    const { items } = (await stage.mock.admin("GET", "/requests")) as { items: { id: number }[] };
    const page = await stage.open(`journal/${items[0]?.id}`);
    await expect(page.getByRole("heading", { name: "sendMessage" })).toBeSeen();
    await page.evaluate(() => (location.hash = "#/journal/999999"));
    await expect(page.getByText("The journal does not have this request")).toBeSeen();
  });

  it("opens a request as a form that is filled with it", async () => {
    const body = { to: "+15555550142", text: "With another text than the example." };
    await requestBlooio("/messages", { method: "POST", body: JSON.stringify(body) });
    await requestBlotato("/v2/conversations?limit=7&platform=instagram&platform=facebook");
    const page = await stage.open("journal");
    await rowsOf(page).filter({ hasText: "sendMessage" }).getByRole("link").click();
    await page.getByRole("button", { name: "Open as a form" }).click();
    await page.waitForURL("**/#/requests/blooio/sendMessage");
    await expect.poll(() => page.getByLabel("text", { exact: true }).inputValue()).toBe(body.text);
    await page.getByRole("link", { name: "Journal" }).click();
    await rowsOf(page).filter({ hasText: "listConversations" }).getByRole("link").click();
    await page.getByRole("button", { name: "Open as a form" }).click();
    await expect.poll(() => page.getByLabel("limit").inputValue()).toBe("7");
    await page.getByLabel("curl").check();
    await expect(page.getByLabel("curl code").getByText("limit=7&platform=instagram&platform=facebook")).toBeSeen();
  });

  it("sends a request again as its own tenant, and opens what came of it", async () => {
    await requestBlotato("/v2/users/me", "another-key");
    const page = await stage.open("journal");
    await rowsOf(page).first().getByRole("link").click();
    const details = page.getByRole("article", { name: "Request" });
    const tenant = /tenant #\d+/.exec(await details.innerText())?.[0] ?? "none";
    await details.getByRole("button", { name: "Send again" }).click();
    await expect(details.getByText(/repeats\s+#\d+/)).toBeSeen();
    await expect(details.getByText(tenant)).toBeSeen();
    await expect(details.locator("h1").getByText("200")).toBeSeen();
    await expect.poll(() => rowsOf(page).count()).toBe(2);
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
