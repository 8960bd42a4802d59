import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { useStage } from "../support/browser.ts";

const send = async (page: Page, label: string, action: string, text: string): Promise<void> => {
  await page
    .locator(".composer .switch label")
    .nth(action === "Send" ? 0 : 1)
    .click();
  await page.getByLabel(label, { exact: true }).fill(text);
  await page.getByRole("button", { name: action }).click();
};

describe("the inbox", () => {
  const stage = useStage();

  const post = async (url: string, headers: Record<string, string>, body: object): Promise<Record<string, string>> => {
    const init = {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify(body),
    };
    return (await (await fetch(url, init)).json()) as Record<string, string>;
  };

  const conversationOf = async (query: string): Promise<string> => {
    const headers = { "blotato-api-key": "test" };
    const response = await fetch(`${stage.mock.blotato}/v2/conversations?limit=1&${query}`, { headers });
    const { items } = (await response.json()) as { items: { id: string }[] };
    return items[0]?.id ?? "";
  };

  it("names the contact of a Blooio chat, and the members of a group without a name", async () => {
    interface Row {
      readonly id: string;
      readonly name?: string | null;
      readonly contact_id?: string | null;
      readonly group_id?: string | null;
      readonly members?: readonly { readonly contact_id: string }[];
    }
    const get = async (path: string): Promise<readonly Row[]> => {
      const response = await fetch(`${stage.mock.blooio}${path}`, { headers: { authorization: "Bearer test" } });
      return ((await response.json()) as { readonly data: readonly Row[] }).data;
    };
    const [chats, contacts, groups] = [
      await get("/chats?limit=30"),
      await get("/contacts?limit=200"),
      await get("/groups?limit=200"),
    ];
    const nameOf = (id: string): string => contacts.find((contact) => contact.id === id)?.name ?? "nobody";
    const page = await stage.open("inbox/blooio");
    const titled = (chat: Row | undefined, title: string) =>
      page.locator(`a[href="#/inbox/blooio/${chat?.id}"]`).getByText(title);
    const direct = chats.find((chat) => typeof chat.contact_id === "string");
    await expect(titled(direct, nameOf(direct?.contact_id ?? ""))).toBeSeen();
    const ofGroup = chats.find((chat) => typeof chat.group_id === "string");
    const { members = [], name = null } = groups.find(({ id }) => id === ofGroup?.group_id) ?? {};
    await expect(titled(ofGroup, name ?? members.map((member) => nameOf(member.contact_id)).join(", "))).toBeSeen();
  });

  it("shows what another client sends, and how its status moves on with the clock", async () => {
    const page = await stage.open("inbox/blotato");
    await page.getByRole("navigation", { name: "Conversations" }).getByRole("link").nth(3).waitFor();
    const arrived = { accountId: "40112", senderId: "17840000000000101", text: "Anybody there?", key: "test" };
    await stage.mock.admin("POST", "/blotato/messages", arrived);
    const { conversationId } = await post(
      `${stage.mock.blotato}/v2/messages`,
      { "blotato-api-key": "test" },
      {
        accountId: "40112",
        recipientId: "17840000000000101",
        text: "From a script.",
        target: { targetType: "instagram" },
      },
    );
    await page.locator(`a[href="#/inbox/blotato/${conversationId}"]`).click();
    const message = page.locator("[data-message]", { hasText: "From a script." });
    await message.waitFor();
    await page.getByRole("button", { name: "+ 1 hour" }).click();
    await expect(message.getByText("delivered")).toBeSeen();
  });

  it.each(["instagram", "facebook", "twitter"])("lets both sides write on %s", async (platform) => {
    const id = await conversationOf(`platform=${platform}`);
    await stage.mock.admin("POST", "/blotato/messages", {
      conversationId: id,
      text: "I have a question.",
      key: "test",
    });
    const page = await stage.open(`inbox/blotato/${id}`);
    await send(page, "Write as the business", "Send", "How can we help?");
    await page.locator(".is-ours", { hasText: "How can we help?" }).waitFor();
    await send(page, "Write as the other person", "Let it arrive", "Are you open?");
    await expect(page.locator(".message:not(.is-ours)", { hasText: "Are you open?" })).toBeSeen();
  });

  it("says why a Bluesky conversation cannot be replied to", async () => {
    const page = await stage.open(`inbox/blotato/${await conversationOf("platform=bluesky")}`);
    await page.getByText("Blotato can read Bluesky, but not reply there.").waitFor();
    expect(await page.getByLabel("Write as the business").count()).toBe(0);
  });

  it("lets both sides write in a chat of Blooio", async () => {
    const page = await stage.open("inbox/blooio");
    await page
      .getByRole("link", { name: /· blooio/ })
      .first()
      .click();
    await send(page, "Write as the business", "Send", "Your cake is ready.");
    await page.locator(".is-ours", { hasText: "Your cake is ready." }).waitFor();
    await send(page, "Write as the other person", "Let it arrive", "On my way!");
    await expect(page.locator(".message:not(.is-ours)", { hasText: "On my way!" })).toBeSeen();
  });

  it("keeps the lines of a message, and shows each script in its direction", async () => {
    const id = await conversationOf("platform=instagram");
    const text = "שלום לכולם\nמתי אתם פתוחים?";
    await stage.mock.admin("POST", "/blotato/messages", { conversationId: id, text, key: "test" });
    const page = await stage.open(`inbox/blotato/${id}`);
    const shown = page.locator("[data-message] > p", { hasText: "שלום לכולם" });
    await shown.waitFor();
    expect(await shown.innerText()).toBe(text);
    expect(await shown.evaluate((element) => getComputedStyle(element).direction)).toBe("rtl");
  });

  it("has the data of another key when another key is entered", async () => {
    const page = await stage.open("inbox");
    await page.getByLabel("Key", { exact: true }).fill("a-key-of-my-own");
    await page.getByLabel("Key", { exact: true }).press("Enter");
    await page.getByRole("navigation", { name: "Conversations" }).getByRole("link").nth(3).waitFor();
    await expect.poll(async () => JSON.stringify(await stage.mock.admin("GET", "/tenants"))).toMatch(/"tenant":2/);
  });

  it("lists the conversations of a scenario that is applied while it is open, and nothing of those before", async () => {
    const page = await stage.open("inbox/blotato");
    const links = page.getByRole("navigation", { name: "Conversations" }).locator("li a");
    await links.nth(9).waitFor();
    await stage.mock.admin("PUT", "/scenario", { name: "busy-inbox" });
    const headers = { "blotato-api-key": "test" };
    const response = await fetch(`${stage.mock.blotato}/v2/conversations?limit=100`, { headers });
    const { items } = (await response.json()) as { items: { id: string }[] };
    const expected = items.map(({ id }) => `#/inbox/blotato/${id}`);
    const shown = (): Promise<readonly string[]> =>
      links.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
    await expect.poll(async () => (await shown()).slice(0, 20)).toEqual(expected.slice(0, 20));
    expect((await shown()).filter((href) => !expected.includes(href))).toEqual([]);
    await stage.mock.admin("PUT", "/scenario", { name: null });
  });

  it("says what to do when the mock has ended", async () => {
    const page = await stage.open("inbox");
    await page.route("**/__mock/**", (route) => route.abort());
    await page.reload();
    await expect(page.getByText("Start it with “npx --yes pnpm@12 mock”.")).toBeSeen();
  });
});
