import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { useStage } from "../support/browser.ts";
import { field, knownRecipient, messageText } from "../support/form-fields.ts";

describe("what the page looks up for a form", () => {
  const stage = useStage();

  const find = (page: Page, name: string) => page.getByRole("button", { name: `Find one: ${name}`, exact: true });

  /** Finds one, and waits until the field has it. */
  async function findAnother(page: Page, name: string, path: string): Promise<string> {
    const before = await field(page, path).inputValue();
    await find(page, name).click();
    await expect.poll(() => field(page, path).inputValue()).not.toBe(before);
    return field(page, path).inputValue();
  }

  const journal = async (): Promise<readonly unknown[]> =>
    ((await stage.mock.admin("GET", "/requests")) as { readonly items: readonly unknown[] }).items;

  it("is in no journal and meets no fault: the ids of each press, and the person in a first message", async () => {
    await stage.mock.admin("POST", "/reset");
    await stage.mock.admin("POST", "/faults", { api: "blooio", operationId: "listChats", status: 500, times: 1 });
    await stage.mock.admin("POST", "/faults", { api: "blotato", operationId: "listConversations", status: 500 });
    const page = await stage.open("requests/blooio/getChatMessage");
    await findAnother(page, "chatId", "parameters/chatId");
    await findAnother(page, "messageId", "parameters/messageId");
    await page.goto("./#/requests/blotato/sendMessage");
    await knownRecipient(page);
    expect(await journal()).toEqual([]);
    expect(await stage.mock.admin("GET", "/faults")).toMatchObject({ items: [{ hits: 0 }, { hits: 0 }] });
    await stage.mock.admin("POST", "/reset");
  });

  it("is of the chat that is entered, and never of a chat that is not", async () => {
    const page = await stage.open("requests/blooio/getChatMessage");
    const requested: string[] = [];
    page.on("request", (request) => requested.push(request.url()));
    const messagesOf = async (): Promise<readonly string[]> => [
      await findAnother(page, "messageId", "parameters/messageId"),
      await findAnother(page, "messageId", "parameters/messageId"),
    ];
    await findAnother(page, "chatId", "parameters/chatId");
    const first = await messagesOf();
    const second = await findAnother(page, "chatId", "parameters/chatId");
    for (const id of await messagesOf()) {
      expect(first).not.toContain(id);
      const address = `${stage.mock.blooio}/chats/${second}/messages/${id}`;
      expect((await fetch(address, { headers: { authorization: "Bearer test" } })).status).toBe(200);
    }
    await field(page, "parameters/chatId").fill("");
    await expect.poll(() => find(page, "messageId").count()).toBe(0);
    expect(requested.filter((url) => url.includes("%7B") || url.includes("//messages"))).toEqual([]);
  });

  it("begins again behind the last, and is told where there is no other one, or none", async () => {
    const page = await stage.open("requests/blooio/getChat");
    const list = (ids: readonly string[]) =>
      page.route("**/__mock/tenants/*/blooio/v4/chats?*", (route) =>
        route.fulfill({ json: { data: ids.map((id) => ({ id })), has_more: false, next_cursor: null } }),
      );
    await list(["chat_a", "chat_b"]);
    for (const id of ["chat_a", "chat_b", "chat_a"])
      expect(await findAnother(page, "chatId", "parameters/chatId")).toBe(id);
    await list(["chat_a"]);
    await find(page, "chatId").click();
    await expect(page.getByText("There is no other one.")).toBeSeen();
    await list([]);
    await find(page, "chatId").click();
    await expect(page.getByText("There is none.")).toBeSeen();
    expect(await field(page, "parameters/chatId").inputValue()).toBe("chat_a");
  });

  it.each([
    ["blotato", "getPostAnalytics", "postId"],
    ["blotato", "getComment", "commentId"],
    ["blotato", "listInboxItems", "chatId"],
    ["blooio", "getContact", "contactId"],
    ["blooio", "removeContactTag", "tag"],
    ["blooio", "getGroup", "groupId"],
    ["blooio", "getEvent", "eventId"],
    ["blooio", "getContactCard", "number"],
    ["blooio", "getChannel", "channel"],
    ["blooio", "getPriority", "priorityId"],
    ["blooio", "detachContactIdentity", "identityId"],
  ])(
    "follows from the paths of the spec: %s %s finds its %s, which the service knows",
    async (api, operationId, name) => {
      const page = await stage.open(`requests/${api}/${operationId}`);
      await field(page, `parameters/${name}`).fill("unknown");
      await findAnother(page, name, `parameters/${name}`);
      await page.getByRole("button", { name: "Send to the mock" }).click();
      await expect(page.locator(".response .state.is-good")).toBeSeen();
    },
  );
});

describe("what the mock's data leaves in a form", () => {
  const stage = useStage();

  it("is taken out for the real services: the person, the account and the ids of a path, and not what was written", async () => {
    const page = await stage.open("requests/blotato/sendMessage");
    await knownRecipient(page);
    await messageText(page).fill("Written by hand.");
    await page.getByLabel("Real services").check();
    await expect.poll(() => field(page, "body/recipientId").inputValue()).toBe("");
    expect(await field(page, "body/accountId").inputValue()).toBe("");
    expect(await messageText(page).inputValue()).toBe("Written by hand.");
    await page.getByLabel("Mock", { exact: true }).check();
    await page.goto("./#/requests/blooio/getChatMessage");
    await expect.poll(() => field(page, "parameters/chatId").inputValue()).not.toBe("");
    await page.getByLabel("Real services").check();
    await expect.poll(() => field(page, "parameters/chatId").inputValue()).toBe("");
    expect(await field(page, "parameters/messageId").inputValue()).toBe("");
  });

  it("does not come into a form that is for the real services by then, nor does a documented id stay", async () => {
    const page = await stage.open("requests/blooio/getMe");
    await page.route("**/__mock/tenants/*/blotato/**", async (route) => {
      await page.getByLabel("Real services").check();
      await route.continue();
    });
    const found = page.waitForResponse((response) => response.url().includes("/blotato/v2/conversations"));
    await page.goto("./#/requests/blotato/sendMessage");
    await (await found).finished();
    // What the page requests after that arrives after it.
    await page.evaluate(async () => (await fetch("mock.json")).text());
    expect(await field(page, "body/recipientId").inputValue()).toBe("");
    expect(await field(page, "body/accountId").inputValue()).toBe("");
    await page.goto("./#/requests/blotato/createComment");
    await page.locator("[data-operation='blotato createComment']").waitFor();
    expect(await field(page, "body/postId").inputValue()).toBe("");
  });

  it("is taken out as well of a form that was kept over a reload, and of one that is edited as JSON", async () => {
    const page = await stage.open("requests/blotato/sendMessage");
    const recipient = await (await knownRecipient(page)).inputValue();
    await page.getByRole("button", { name: "Edit as JSON" }).click();
    await page.reload();
    await page.goto("./#/requests/blooio/getMe");
    await page.getByLabel("Real services").check();
    await page.goto("./#/requests/blotato/sendMessage");
    const json = page.getByLabel("Body as JSON");
    await json.waitFor();
    expect(await json.inputValue()).toContain("Yes, we are open until six today.");
    expect(await json.inputValue()).not.toContain(recipient);
  });
});
