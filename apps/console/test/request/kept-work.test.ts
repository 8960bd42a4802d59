import type { Page, Request } from "playwright-core";
import { describe, expect, it } from "vitest";

import { copiedFrom, useStage } from "../support/browser.ts";
import { field, messageText } from "../support/form-fields.ts";

const key = "bl_live_a-key-that-nobody-may-see=";

/** The page sends requests of its own to the interface of the mock. */
const isSend = (request: Request): boolean => request.method() === "POST" && !request.url().includes("/__mock/");

async function sendText(page: Page, value: string): Promise<void> {
  await messageText(page).fill(value);
  const received = page.waitForResponse((response) => isSend(response.request()));
  await page.getByRole("button", { name: "Send to the mock" }).click();
  await received;
  await page.locator(".response[aria-busy=false]").waitFor();
}

const history = (page: Page) => page.getByRole("list", { name: "Requests that were sent" }).getByRole("listitem");

const storage = (page: Page): Promise<string> => page.evaluate(() => JSON.stringify(sessionStorage));

describe("the history of an operation", () => {
  const stage = useStage();

  it("outlasts a reload; an entry fills the form with what was sent and shows what came of it", async () => {
    const page = await stage.open("requests/blooio/sendMessage");
    await sendText(page, "The first.");
    await stage.mock.admin("POST", "/faults", { operationId: "sendMessage", status: 500, times: 1 });
    await sendText(page, "The second.");
    await page.reload();
    await page.getByText("History: 2").click();
    expect(await history(page).allInnerTexts()).toEqual([
      expect.stringMatching(/500[^]*The second\./),
      expect.stringMatching(/201[^]*The first\./),
    ]);
    await expect(page.getByText("500 Internal Server Error")).toBeSeen();
    await history(page).nth(1).getByRole("button", { name: /^Open/ }).click();
    expect(await messageText(page).inputValue()).toBe("The first.");
    await expect(page.getByText("201 Created")).toBeSeen();
    await expect(page.getByLabel("Body of the response").getByText('"queued"')).toBeSeen();
  });

  it("is found from the list of all operations, the newest first, with what was entered", async () => {
    const page = await stage.open("requests/blooio/sendMessage");
    await sendText(page, "Sent from here.");
    await page.goto("./#/requests/blooio/getMe");
    await page.locator("[data-operation='blooio getMe']").waitFor();
    await page.getByRole("button", { name: "Send to the mock" }).click();
    await page.getByText("History: 1").waitFor();
    await page.reload();
    await page.goto("./#/requests");
    const sent = page.getByRole("region", { name: "Sent from this tab" }).getByRole("listitem");
    await expect
      .poll(() => sent.allInnerTexts())
      .toEqual([
        expect.stringMatching(/200[^]*\(Blooio\)/),
        expect.stringMatching(/201[^]*Sent from here\.[^]*Send a message to anyone \(Blooio\)/),
      ]);
    await sent.last().getByRole("link").click();
    await messageText(page).waitFor();
    expect(await messageText(page).inputValue()).toBe("Sent from here.");
  });

  it("sends an entry again, as it was sent", async () => {
    const page = await stage.open("requests/blooio/sendMessage");
    await sendText(page, "To be repeated.");
    await messageText(page).fill("Something else.");
    await page.getByText("History: 1").click();
    const again = page.waitForRequest(isSend);
    await history(page)
      .first()
      .getByRole("button", { name: /^Send again/ })
      .click();
    expect((await again).postDataJSON()).toMatchObject({ text: "To be repeated." });
    await expect(page.getByText("History: 2")).toBeSeen();
  });

  it("holds the latest ten, of which no large body outlasts a reload", async () => {
    const page = await stage.open("requests/blotato/getCurrentUser");
    let kilobytes = 388;
    await page.route("**/v2/users/me", (route) => {
      const body = JSON.stringify({ id: "1", filler: "x".repeat(kilobytes * 1_000) });
      return route.fulfill({
        body,
        contentType: "application/json",
        headers: { "access-control-allow-origin": "*" },
      });
    });
    for (let sent = 1; sent <= 12; sent += 1) {
      kilobytes += 1;
      await page.getByRole("button", { name: "Send to the mock" }).click();
      // By its size: the history no longer tells whether the last responses have come.
      await page.locator(".facts").getByText(`${kilobytes}.0 kB`, { exact: true }).waitFor();
      await page.getByText(`History: ${Math.min(sent, 10)}`).waitFor();
    }
    expect((await storage(page)).length).toBeLessThan(100_000);
    await page.reload();
    await expect(page.getByText("History: 10")).toBeSeen();
    await expect(page.getByText("The body was too large to be kept: 400.0 kB.")).toBeSeen();
  });

  it("gives room to the latest work where all of it is too much", async () => {
    const page = await stage.open();
    for (const operationId of ["sendMessage", "sendMessageToChat", "sendMessageToChannel", "createGroup"]) {
      await page.goto(`./#/requests/blooio/${operationId}`);
      await page.locator(`[data-operation="blooio ${operationId}"]`).waitFor();
      await page.getByRole("button", { name: "Edit as JSON" }).click();
      await page.getByLabel("Body as JSON").fill(JSON.stringify({ text: `${operationId} ${"x".repeat(400_000)}` }));
    }
    const kept = await storage(page);
    expect(kept.length).toBeLessThan(2_200_000);
    expect(kept).toContain("createGroup x");
    expect(kept).not.toContain("sendMessage x");
  });
});

describe("what is kept of work with a real service", () => {
  const stage = useStage();

  async function openWithService(view: string): Promise<Page> {
    const page = await stage.open(view, {}, ["api.blooio.com"]);
    await page.context().route(/^https:/, (route) =>
      route.fulfill({
        status: 200,
        headers: { "access-control-allow-origin": "*" },
        json: { id: "wh_1", signing_secret: "whsec_shown-once", echo: key },
      }),
    );
    return page;
  }

  async function enterKey(page: Page): Promise<void> {
    await page.getByLabel("Real services").check();
    await page.getByLabel("Blooio key", { exact: true }).fill(key);
    await page.getByRole("button", { name: "Use the Blooio key" }).click();
    await page.getByRole("button", { name: "Forget the Blooio key" }).waitFor();
  }

  const work = (page: Page): Promise<string> =>
    page.evaluate(() =>
      JSON.stringify(Object.entries(sessionStorage).filter(([name]) => name.startsWith("switchboard.work"))),
    );

  it("has no key, whether it is entered before or after a field has it", async () => {
    const page = await openWithService("requests/blooio/sendMessage");
    await messageText(page).fill(`My key: ${key}`);
    expect(await work(page)).toContain("My key");
    await enterKey(page);
    expect(await work(page)).not.toContain("My key");
    await messageText(page).fill(`Still my key: ${key}`);
    expect(await work(page)).not.toContain("Still my key");
    await messageText(page).fill("No key any more.");
    expect(await work(page)).toContain("No key any more.");
    await page.getByRole("button", { name: "Copy link" }).waitFor();
    await messageText(page).fill(key);
    await page.getByRole("button", { name: "Copy link" }).click();
    await expect(page.getByText("No link: your key stands in the form")).toBeSeen();
  });

  it("has neither the key nor the secret of a webhook that a response holds", async () => {
    const page = await openWithService("requests/blooio/rotateWebhookSecret");
    await enterKey(page);
    await field(page, "parameters/webhookId").fill("wh_1");
    await page.getByRole("button", { name: "Send to the real service" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Send to the real service" }).click();
    await expect(page.getByLabel("Body of the response").getByText("whsec_shown-once")).toBeSeen();
    const kept = await work(page);
    expect(kept).toContain("wh_1");
    expect(kept).not.toContain("whsec_shown-once");
    expect(kept).not.toContain(key);
  });
});

describe("the link to a filled form", () => {
  const stage = useStage();

  const permissions = ["clipboard-read", "clipboard-write"];

  async function copiedLink(page: Page): Promise<string> {
    await page.getByRole("button", { name: "Copy link" }).click();
    await page.getByText("Link copied").waitFor();
    return copiedFrom(page);
  }

  it("fills the form elsewhere, sends nothing by itself, and is a plain address from then on", async () => {
    const page = await stage.open("requests/blooio/sendMessageToChat", { permissions });
    const value = 'Two lines,\n"quoted" / 100 % {é}';
    await messageText(page).fill(value);
    await field(page, "parameters/chatId").fill("chat_of_the_link");
    await page.getByText("2 optional parameters").click();
    await page.getByLabel("Idempotency-Key").fill("of-one-sender");
    const link = await copiedLink(page);
    expect(decodeURIComponent(link)).not.toMatch(/of-one-sender|"test"|api-key|Bearer/);

    const other = await stage.open();
    const sent: string[] = [];
    other.on("request", (request) => request.url().includes("chat_of_the_link") && sent.push(request.url()));
    await other.goto(link);
    await other.locator("[data-operation='blooio sendMessageToChat']").waitFor();
    await expect.poll(() => messageText(other).inputValue()).toBe(value);
    expect(await field(other, "parameters/chatId").inputValue()).toBe("chat_of_the_link");
    await other.waitForURL("**/#/requests/blooio/sendMessageToChat");
    await messageText(other).fill("Changed since.");
    // Another look at the page must not bring the link's values back.
    await other.getByLabel("Real services").check();
    await other.getByLabel("Mock", { exact: true }).check();
    expect(await messageText(other).inputValue()).toBe("Changed since.");
    await other.reload();
    expect(await messageText(other).inputValue()).toBe("Changed since.");
    expect(sent).toEqual([]);
  });

  it("carries the kind of a value that was chosen, though its fields do not tell yet", async () => {
    const page = await stage.open("requests/blotato/sendMessage", { permissions });
    await page.getByLabel("Kind of target").selectOption({ label: "Facebook tagged message target" });
    await page.getByLabel("pageId").fill("page-7");
    const link = await copiedLink(page);
    const other = await stage.open();
    await other.goto(link);
    await expect.poll(() => other.getByLabel("pageId").inputValue()).toBe("page-7");
    expect(await other.getByLabel("Kind of target").locator("option:checked").innerText()).toBe(
      "Facebook tagged message target",
    );
  });

  it("is not made for more than an address carries, and says so where it cannot be read", async () => {
    const page = await stage.open("requests/blooio/sendMessage");
    await messageText(page).fill("long ".repeat(2_000));
    await page.getByRole("button", { name: "Copy link" }).click();
    await expect(page.getByText("No link: the form holds too much for an address")).toBeSeen();
    await page.goto("./#/requests/blooio/getChat/%7Bbroken");
    await expect(page.getByText("The link holds no form that can be read.")).toBeSeen();
    await page.goto("./#/requests/blooio/getMe");
    await page.locator("[data-operation='blooio getMe']").waitFor();
    expect(await page.getByText("The link holds no form").count()).toBe(0);
  });
});
