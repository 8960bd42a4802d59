import { beforeEach, describe, expect, it } from "vitest";

import { useStage } from "./support/browser.ts";

describe("the start", () => {
  const stage = useStage();
  // Sets all back, and the scenario as well.
  beforeEach(() => stage.mock.admin("PUT", "/scenario", { name: null }));
  const headers = { "blotato-api-key": "test", "content-type": "application/json" };
  const message = { accountId: "40114", recipientId: "1", text: "Hello", target: { targetType: "twitter" } };

  it("shows the next step of a newcomer, from the first list to the first webhook", async () => {
    const page = await stage.open();
    const next = page.getByRole("region", { name: "Next step" });
    const { blotato } = stage.mock;
    await expect(next.getByRole("link", { name: "List conversations on Blotato" })).toBeSeen();
    await fetch(`${blotato}/v2/conversations`, { headers });
    await next.getByRole("link", { name: "Send on Blotato" }).click();
    await expect(page.getByRole("button", { name: "Send to the mock" })).toBeSeen();
    await page.goBack();
    await fetch(`${blotato}/v2/messages`, { method: "POST", headers, body: JSON.stringify(message) });
    await expect(next.getByRole("link", { name: "Switch on a fault" })).toBeSeen();
    await stage.mock.admin("POST", "/faults", { api: "blotato", operationId: "sendMessage", status: 503, times: 1 });
    await expect(next.getByRole("link", { name: "Subscribe a webhook" })).toBeSeen();
    await subscribe();
    await next.waitFor({ state: "detached" });
  });

  it("shows the mock as it stands: requests with their outcome, faults, tenants, subscriptions and the clock", async () => {
    const { admin, blooio, blotato } = stage.mock;
    await fetch(`${blotato}/v2/conversations?limit=999`, { headers });
    await fetch(`${blooio}/chats`, { headers: { authorization: "Bearer another" } });
    await admin("POST", "/faults", { api: "blotato", operationId: "sendMessage", status: 503 });
    await fetch(`${blotato}/v2/messages`, { method: "POST", headers, body: JSON.stringify(message) });
    await subscribe();
    const { now } = (await admin("POST", "/clock", { advance: "2h", held: true })) as { now: string };
    const page = await stage.open();
    const latest = page.getByRole("region", { name: "Latest requests" }).getByRole("listitem");
    await expect.poll(() => latest.allInnerTexts()).toHaveLength(4);
    const [, sent = "", listed = "", rejected = ""] = await latest.allInnerTexts();
    expect(sent).toMatch(/503[^]*POST sendMessage[^]*fault[^]*Blotato/);
    expect(listed).toMatch(/200[^]*GET listChats[^]*Blooio/);
    expect(rejected).toMatch(/422[^]*GET listConversations/);
    await expect(page.getByRole("region", { name: "Faults in force" }).getByText("status 503")).toBeSeen();
    const tenants = page.getByRole("region", { name: "Tenants" }).getByRole("row");
    await expect.poll(() => tenants.allInnerTexts()).toContainEqual(expect.stringMatching(/Blooio\s+.*\d+ chats/));
    await expect(page.getByRole("region", { name: "Webhooks" }).getByText("http://127.0.0.1:9/hooks")).toBeSeen();
    await expect(page.getByText(`${now.slice(0, 10)} ${now.slice(11, 19)} UTC`)).toBeSeen();
    await page.getByRole("link", { name: /422/ }).click();
    await expect(page.getByText("limit must be <= 250").first()).toBeSeen();
  });

  it("shows a success with broken JSON for what it is: a failure", async () => {
    const { admin, blotato } = stage.mock;
    await admin("POST", "/faults", { api: "blotato", operationId: "getCurrentUser", json: "malformed", times: 1 });
    await fetch(`${blotato}/v2/users/me`, { headers });
    const page = await stage.open();
    const latest = page.getByRole("region", { name: "Latest requests" }).getByRole("listitem");
    const status = latest.filter({ hasText: "getCurrentUser" }).locator("[data-tone]");
    expect(await status.innerText()).toBe("200");
    expect(await status.getAttribute("data-tone")).toBe("bad");
  });

  it("says on every view what is not as usual: faults that may hit, the clock, the scenario", async () => {
    const page = await stage.open("requests");
    const chip = page.getByRole("link", { name: /^The mock:/ });
    await expect(chip.getByText("No faults")).toBeSeen();
    await stage.mock.admin("POST", "/faults", { api: "blotato", operationId: "getCurrentUser", status: 500, times: 1 });
    await stage.mock.admin("POST", "/clock", { advance: "2h" });
    await expect(chip.getByText("1 fault · clock +2 h", { exact: true })).toBeSeen();
    await fetch(`${stage.mock.blotato}/v2/users/me`, { headers });
    await expect(chip.getByText("clock +2 h", { exact: true })).toBeSeen();
    for (const view of ["Start", "Inbox", "Journal", "Webhooks", "Faults and clock"]) {
      await page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: view }).click();
      await expect(page.locator("[aria-current=page]", { hasText: view })).toBeSeen();
      await expect(chip.getByText("clock +2 h", { exact: true })).toBeSeen();
    }
    await stage.mock.admin("PUT", "/scenario", { name: "rate-limited-key" });
    await expect(chip.getByText(/rate-limited-key$/)).toBeSeen();
  });

  it("leaves no trace in the journal, and hits no fault", async () => {
    await stage.mock.admin("POST", "/faults", { operationId: "*", status: 500, times: 1 });
    const page = await stage.open("requests");
    const read = page.waitForResponse((response) => response.url().includes("/webhooks"));
    await page.goto("./#/");
    expect((await read).status()).toBe(200);
    await expect(page.getByText("None yet. Send one from")).toBeSeen();
    await expect(page.getByText("Nothing is delivered yet.")).toBeSeen();
    expect(await stage.mock.admin("GET", "/requests")).toEqual({ items: [] });
    expect(await stage.mock.admin("GET", "/faults")).toMatchObject({ items: [{ hits: 0 }, { hits: 0 }] });
  });

  async function subscribe(): Promise<void> {
    await fetch(`${stage.mock.blooio}/webhooks`, {
      method: "POST",
      headers: { authorization: "Bearer test", "content-type": "application/json" },
      body: JSON.stringify({ url: "http://127.0.0.1:9/hooks" }),
    });
  }
});
