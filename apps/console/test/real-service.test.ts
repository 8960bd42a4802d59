import type { Page, Request } from "playwright-core";
import { describe, expect, it } from "vitest";

import { useStage } from "./support/browser.ts";

const key = "bl_live_a-key-that-nobody-may-see=";

describe("the real services", () => {
  const stage = useStage();

  /** Opens a view with a stand-in for both services, which keeps the requests. */
  async function openWithServices(view: string): Promise<{ page: Page; received: Request[]; logs: string[] }> {
    const page = await stage.open(view, {}, ["backend.blotato.com", "api.blooio.com"]);
    const received: Request[] = [];
    const logs: string[] = [];
    page.on("console", (message) => logs.push(message.text()));
    await page.context().route(/^https:/, async (route) => {
      received.push(route.request());
      await route.fulfill({
        status: 200,
        headers: { "access-control-allow-origin": "*", "x-echo": key },
        json: { id: "1", subscriptionStatus: "active", apiKey: key },
      });
    });
    return { page, received, logs };
  }

  async function enterKey(page: Page, api: string, isKept = false): Promise<void> {
    await page.getByLabel("Real services").check();
    await page.getByLabel(`${api} key`, { exact: true }).fill(key);
    if (isKept) await page.locator("form.key", { hasText: api }).getByLabel("Keep after the tab is closed").check();
    await page.getByRole("button", { name: `Use the ${api} key` }).click();
    await page.getByRole("button", { name: `Forget the ${api} key` }).waitFor();
  }

  it("get no request before a key is there", async () => {
    const { page, received } = await openWithServices("requests/blotato/getCurrentUser");
    await page.getByLabel("Real services").check();
    await expect(page.getByText("What you send reaches real people.")).toBeSeen();
    await page.getByRole("button", { name: "Send to the real service" }).click();
    await expect(page.locator("[data-key-of=blotato]:focus")).toBeSeen();
    expect(received).toEqual([]);
  });

  it("get the key in its header alone, and nobody else gets it", async () => {
    const { page, received, logs } = await openWithServices("requests/blotato/getCurrentUser");
    const all: Request[] = [];
    page.on("request", (request) => all.push(request));
    await enterKey(page, "Blotato");
    await page.getByRole("button", { name: "Send to the real service" }).click();
    await expect(page.getByText("200 OK")).toBeSeen();
    expect(received.map((request) => [request.method(), request.url()])).toEqual([
      ["GET", "https://backend.blotato.com/v2/users/me"],
    ]);
    expect(await received[0]?.headerValue("blotato-api-key")).toBe(key);

    await page.getByLabel("Mock", { exact: true }).check();
    await page.getByRole("button", { name: "Send to the mock" }).click();
    await expect(page.getByText("from the mock")).toBeSeen();
    for (const request of all.filter((each) => !received.includes(each))) {
      const said = JSON.stringify([request.url(), await request.allHeaders(), request.postData()]);
      expect(said).not.toContain(key);
    }
    expect(all.filter((request) => request.url().includes(encodeURIComponent(key)))).toEqual([]);
    expect(logs.join("\n")).not.toContain(key);
  });

  it("may repeat the key in a response, and it is not shown", async () => {
    const { page } = await openWithServices("requests/blotato/getCurrentUser");
    await enterKey(page, "Blotato");
    await page.getByRole("button", { name: "Send to the real service" }).click();
    await expect(page.getByLabel("Body of the response")).toBeSeen();
    await page.getByText("headers").first().click();
    expect(await page.getByLabel("Body of the response").innerText()).toContain('"apiKey": "••••••"');
    expect(await page.locator("html").innerHTML()).not.toContain(key);
  });

  it.each([
    [false, "sessionStorage", "localStorage"],
    [true, "localStorage", "sessionStorage"],
  ] as const)(
    "leave the key in this browser: asked to keep it %s, in %s and not in %s",
    async (isKept, there, notThere) => {
      const { page } = await openWithServices("requests/blooio/getMe");
      await enterKey(page, "Blooio", isKept);
      const stored = await page.evaluate(() => ({
        sessionStorage: JSON.stringify(sessionStorage),
        localStorage: JSON.stringify(localStorage),
        cookie: document.cookie,
      }));
      expect(stored[there]).toContain(key);
      expect(stored[notThere]).not.toContain(key);
      expect(stored.cookie).toBe("");
      await page.getByRole("button", { name: "Forget the Blooio key" }).click();
      const left = await page.evaluate(() => JSON.stringify([sessionStorage, localStorage]));
      expect(left).not.toContain(key);
    },
  );

  it("reject a key that no header can hold, before it is kept", async () => {
    const { page } = await openWithServices("requests/blooio/getMe");
    await page.getByLabel("Real services").check();
    await page.getByLabel("Blooio key", { exact: true }).fill("two words");
    await page.getByRole("button", { name: "Use the Blooio key" }).click();
    await expect(page.getByText("A key has visible ASCII characters only, and no spaces")).toBeSeen();
  });

  it("are sent a message only after it was said what will happen, once", async () => {
    const { page, received } = await openWithServices("requests/blooio/sendMessage");
    await enterKey(page, "Blooio");
    const send = page.getByRole("button", { name: "Send to the real service", exact: true });
    const dialog = page.getByRole("dialog");
    await send.click();
    expect(await dialog.innerText()).toContain("POST https://api.blooio.com/v4/messages");
    await dialog.getByRole("button", { name: "Do not send" }).click();
    await dialog.waitFor({ state: "hidden" });
    await send.click();
    await dialog.waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    expect(received).toEqual([]);

    await send.click();
    await dialog.getByLabel("Do not ask again").check();
    await dialog.getByRole("button", { name: "Send to the real service" }).click();
    await expect(page.getByText("from the real service")).toBeSeen();
    await send.click();
    await expect.poll(() => received.map((request) => request.method())).toEqual(["POST", "POST"]);
    expect(await received[0]?.headerValue("authorization")).toBe(`Bearer ${key}`);
    expect(received[0]?.postDataJSON()).toEqual({ to: "+15555550142", text: "Your order is ready for pickup." });
  });

  it("are not in the code that is shown, but for the name of a variable", async () => {
    const { page } = await openWithServices("requests/blooio/sendMessage");
    await enterKey(page, "Blooio");
    await expect(page.getByLabel("TypeScript code").getByText('process.env["BLOOIO_API_KEY"]')).toBeSeen();
    await page.getByLabel("curl").check();
    await expect(page.getByLabel("curl code").getByText("Bearer $BLOOIO_API_KEY")).toBeSeen();
  });

  it("may be out of reach for a page, which says what to do then", async () => {
    const { page } = await openWithServices("requests/blotato/listAccounts");
    await page.context().route("https://backend.blotato.com/**", (route) => route.abort());
    await enterKey(page, "Blotato");
    await page.getByRole("button", { name: "Send to the real service" }).click();
    await expect(page.getByText("does not let pages of other origins read it")).toBeSeen();
    await expect(page.getByText("ConnectionError")).toBeSeen();
  });

  it("have no inbox, no journal and no faults, and get no requests for them", async () => {
    const { page, received } = await openWithServices("requests");
    await enterKey(page, "Blotato");
    for (const [view, title] of [
      ["Inbox", "The inbox belongs to the mock"],
      ["Journal", "The journal belongs to the mock"],
      ["Faults and clock", "Faults and the clock belong to the mock"],
    ] as const) {
      await page.getByRole("link", { name: view }).click();
      await expect(page.getByRole("heading", { name: title })).toBeSeen();
    }
    expect(received).toEqual([]);
    await page.getByRole("button", { name: "Switch to the mock" }).click();
    await expect(page.getByRole("heading", { name: "Faults and clock" })).toBeSeen();
  });

  it("get no request with a key that was forgotten in another tab", async () => {
    const { page } = await openWithServices("requests/blotato/getCurrentUser");
    await enterKey(page, "Blotato", true);
    const other = await page.context().newPage();
    await other.goto("./");
    await other.getByLabel("Real services").check();
    await other.getByRole("button", { name: "Forget the Blotato key" }).click();
    await expect(page.getByLabel("Blotato key", { exact: true })).toBeSeen();
    await expect(page.getByText("The real service needs your key")).toBeSeen();
  });

  it("are left for the mock when the page is opened anew", async () => {
    const { page } = await openWithServices("requests/blotato/getCurrentUser");
    await enterKey(page, "Blotato");
    await page.reload();
    await expect(page.getByRole("button", { name: "Send to the mock" })).toBeSeen();
    expect(await page.getByLabel("Mock", { exact: true }).isChecked()).toBe(true);
  });
});
