import { gzipSync } from "node:zlib";

import { describe, expect, it } from "vitest";

import { copiedFrom, useStage } from "./support/browser.ts";
import { knownRecipient } from "./support/form-fields.ts";

describe("a newcomer", () => {
  const stage = useStage();

  it.each([
    { api: "Blotato", link: "Send a message on Blotato", text: "Yes, we are open until six today." },
    { api: "Blooio", link: "Send a message on Blooio", text: "Your order is ready for pickup." },
  ])("sends a message on $api, sees it arrive, and meets a fault", async ({ api, link, text }) => {
    const page = await stage.open();
    await page.getByRole("link", { name: link }).click();
    // The example is sent to somebody whom the mock knows.
    if (api === "Blotato") await knownRecipient(page);
    await page.getByRole("button", { name: "Send to the mock" }).click();
    await expect(page.getByText("201 Created")).toBeSeen();

    await page.getByRole("link", { name: "See it in the inbox" }).click();
    const message = page.locator(".is-ours[data-message]", { hasText: text }).last();
    await expect(message.getByText(/sent|delivered|read/)).toBeSeen();

    await page.getByRole("link", { name: "Faults and clock" }).click();
    await page.getByRole("button", { name: "429 for the next two sends" }).click();
    await expect(page.getByRole("list", { name: "Faults in force" }).getByText("hit 0 of 2").first()).toBeSeen();

    await page.getByRole("link", { name: "Requests", exact: true }).click();
    await page.getByRole("link", { name: link }).click();
    await page.getByRole("button", { name: "Send to the mock" }).click();
    await expect(page.getByText("429 Too Many Requests")).toBeSeen();
    const error = page.getByRole("region", { name: "What your code gets" });
    await expect(error.getByText("ApiError")).toBeSeen();
    expect(await error.innerText()).toMatch(
      /kind\s+"rateLimit"[^]*status\s+429[^]*retryable\s+true[^]*retryAfter\s+2000/,
    );
    await stage.mock.admin("DELETE", "/faults");
  });

  it("reads beside the fields what is wrong, and nothing is sent", async () => {
    const page = await stage.open("requests/blotato/sendMessage");
    await page.getByLabel("Kind of target").selectOption({ label: "Facebook tagged message target" });
    await page.getByLabel("text").fill("");
    const requested: string[] = [];
    page.on("request", (request) => {
      if (!request.url().includes("/__mock/")) requested.push(request.url());
    });
    await page.getByRole("button", { name: "Send to the mock" }).click();
    await expect(page.locator("[data-field='body/target/pageId'] .problem")).toBeSeen();
    const problems = await page.locator("form .field .problem").allInnerTexts();
    expect(problems).toEqual(["must not be empty", "is needed", "is needed"]);
    await expect(page.getByText("Nothing was sent: 3 fields are not right yet.")).toBeSeen();
    await expect(page.locator("[aria-invalid=true]:focus")).toBeSeen();
    expect(requested).toEqual([]);
  });

  it("reads what is needed when a field is emptied, whatever the spec says of an empty text", async () => {
    const page = await stage.open("requests/blotato/sendMessage");
    const recipient = await knownRecipient(page);
    await recipient.fill("");
    await recipient.press("Enter");
    await expect(page.locator("[data-field='body/recipientId']").getByText("is needed")).toBeSeen();
  });

  it.each(["1.5", "1e2", "0x10", " ", "9999999999999999999999"])(
    "finds a number as it was typed: “%s”",
    async (typed) => {
      const page = await stage.open("requests/blotato/listConversations");
      await page.getByLabel("limit").pressSequentially(typed);
      await page.getByRole("button", { name: "Send to the mock" }).click();
      await expect(page.getByText("Nothing was sent: a field is not right yet.")).toBeSeen();
      expect(await page.getByLabel("limit").inputValue()).toBe(typed);
    },
  );

  it("begins with somebody who can be replied to, whoever was written to last", async () => {
    const message = { accountId: "40112", recipientId: "4711", text: "Hi", target: { targetType: "instagram" } };
    await fetch(`${stage.mock.blotato}/v2/messages`, {
      method: "POST",
      headers: { "blotato-api-key": "test", "content-type": "application/json" },
      body: JSON.stringify(message),
    });
    const page = await stage.open("requests/blotato/sendMessage");
    const recipient = await knownRecipient(page);
    expect(await recipient.inputValue()).not.toBe("4711");
  });

  it("reads that no header can carry a key, and that an address is not the mock’s", async () => {
    const page = await stage.open("requests/blooio/getMe");
    const right = await page.evaluate(() => fetch("mock.json").then((response) => response.json()));
    // As on a static host, which does not know where the mock is.
    await page.route("**/mock.json", (route) => route.fulfill({ status: 404 }));
    await page.evaluate(
      (addresses) => localStorage.setItem("switchboard.mock-addresses", JSON.stringify(addresses)),
      right as object,
    );
    await page.reload();
    await page.getByLabel("Key", { exact: true }).fill("ключ");
    await page.getByLabel("Key", { exact: true }).press("Tab");
    await expect(page.getByText("A key has visible ASCII characters only")).toBeSeen();
    for (const wrong of ["ftp://127.0.0.1/v4", "http://a:b@127.0.0.1:4011/v4", "http://127.0.0.1:4011/v4?a=b"]) {
      // Without what it said of the one before.
      await page.reload();
      await page.getByText("Where the mock is").click();
      const address = page.getByRole("textbox", { name: "Blooio" });
      await address.fill(wrong);
      await address.press("Tab");
      await expect(page.getByText("Expected an address on this machine")).toBeSeen();
    }
    // What was there before holds.
    await page.getByRole("button", { name: "Send to the mock" }).click();
    await expect(page.getByText("200 OK")).toBeSeen();
  });

  it("reaches the form with the keyboard without going through the list of operations", async () => {
    const page = await stage.open();
    await page.getByRole("link", { name: "Send a message on Blooio" }).press("Enter");
    await expect(page.locator("article.request:focus")).toBeSeen();
    await expect.poll(() => page.title()).toBe("Send a message to anyone – Switchboard");
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").innerText()).toBe("Reference");
  });

  it("may write the body as JSON, and reads where it is wrong", async () => {
    const page = await stage.open("requests/blooio/sendMessage");
    await page.getByRole("button", { name: "Edit as JSON" }).click();
    await page.getByLabel("Body as JSON").fill('{ "to": ["+15555550142"], "text": "Hello", "surprise": 1 }');
    await page.getByRole("button", { name: "Send to the mock" }).click();
    await expect(page.getByText("body/surprise: is not known here")).toBeSeen();
    await page.getByLabel("Body as JSON").fill('{ "to": "+15555550142", ');
    await expect(page.getByText(/^body: is not JSON: .*position/)).toBeSeen();
    await page.getByLabel("Body as JSON").fill('{ "to": ["+15555550142"], "text": "Hello" }');
    await page.getByRole("button", { name: "Edit as a form" }).click();
    expect(await page.getByLabel("Kind of to").inputValue()).toBe("#/components/schemas/Recipient/oneOf/1");
    await page.getByRole("button", { name: "Send to the mock" }).click();
    await expect(page.locator(".response .state", { hasText: /^20[17] / })).toBeSeen();
  });

  it("copies the code, which holds what was entered", async () => {
    const page = await stage.open("requests/blooio/sendMessage", {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    await page.getByLabel("text", { exact: true }).fill("It's me");
    await page.getByRole("button", { name: "Copy the code" }).click();
    await expect(page.getByText("Copied")).toBeSeen();
    const copied = await copiedFrom(page);
    expect(copied).toContain('blooio.messages.send({ to: "+15555550142", text: "It\'s me" })');
  });

  it("stops waiting for a response that never comes", async () => {
    await stage.mock.admin("POST", "/faults", { operationId: "getMe", hang: true, times: 1 });
    const page = await stage.open("requests/blooio/getMe");
    await page.getByRole("button", { name: "Send to the mock" }).click();
    await page.getByRole("button", { name: "Stop waiting" }).click();
    await expect(page.getByText("You stopped waiting.")).toBeSeen();
  });

  it("sees the first view soon: less than 300 kB compressed, from this machine alone", async () => {
    const page = await stage.open("about");
    // What the first visit still loads has no body once the page is loaded again.
    const isThere = (): Promise<void> => page.getByText("#1, of this key").waitFor({ state: "attached" });
    await isThere();
    const sizes: Promise<number>[] = [];
    const origins = new Set<string>();
    page.on("response", (response) => {
      // The mock tells what happens for as long as the page is open.
      if (response.url().includes("/__mock/")) return;
      origins.add(new URL(response.url()).origin);
      sizes.push(response.body().then((body) => gzipSync(body).length));
    });
    await page.reload();
    await isThere();
    const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    expect(total).toBeGreaterThan(10_000);
    expect(total).toBeLessThan(300_000);
    const { blooio, blotato, page: ownPage } = stage.mock;
    for (const address of [ownPage, blotato, blooio]) origins.delete(new URL(address).origin);
    expect([...origins]).toEqual([]);
  });

  it("has the first view without much work: a few thousand calls of functions, on a machine of any speed", async () => {
    const page = await stage.open();
    const session = await page.context().newCDPSession(page);
    await session.send("Profiler.enable");
    await session.send("Profiler.startPreciseCoverage", { callCount: true });
    await page.reload();
    await page.getByRole("link", { name: "Send a message on Blotato" }).waitFor();
    const { result } = await session.send("Profiler.takePreciseCoverage");
    const counts = result.flatMap(({ functions }) => functions.map(({ ranges: [whole] }) => whole?.count ?? 0));
    const calls = counts.reduce((sum, count) => sum + count, 0);
    expect(calls).toBeGreaterThan(1_000);
    expect(calls).toBeLessThan(50_000);
  });
});
