import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { useStage } from "../support/browser.ts";

interface Row {
  readonly id: string;
  readonly [field: string]: unknown;
}

const png =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9Qz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC";

describe("the messages of a conversation", () => {
  const stage = useStage();

  const blooio = async (
    method: string,
    path: string,
    body?: object,
  ): Promise<Row & { readonly data: readonly Row[] }> => {
    const response = await fetch(`${stage.mock.blooio}${path}`, {
      method,
      headers: { authorization: "Bearer test", "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return (await response.json()) as Row & { readonly data: readonly Row[] };
  };

  /** A chat on a channel that can everything, and where a reply is allowed. */
  const chatWith = async (fits: (chat: Row) => boolean): Promise<Row> => {
    const { data } = await blooio("GET", "/chats?limit=200");
    const chat = data.find(
      (each) => each["channel_type"] === "blooio" && each["state"] === "open" && each["last_message_at"] && fits(each),
    );
    if (chat === undefined) throw new Error("There is no such chat");
    return chat;
  };
  const ofOne = (chat: Row): boolean => typeof chat["contact_id"] === "string";
  const ofGroup = (chat: Row): boolean => typeof chat["group_id"] === "string";

  const receive = (message: object): Promise<Row> =>
    stage.mock.admin("POST", "/blooio/messages", { ...message, key: "test" }) as Promise<Row>;

  const messageWith = (page: Page, text: string) => page.locator("[data-message]", { hasText: text });

  it("show a picture of the mock’s own and a link to any other file, and load nothing from elsewhere", async () => {
    const { id: chatId } = await chatWith(ofOne);
    const attachments = [
      { url: png, caption: "The plan" },
      { url: "https://files.example.com/menu.pdf", mediaType: "application/pdf" },
    ];
    await receive({ chatId, text: "Two files", attachments });
    // The stage fails the test when anything is asked of another machine.
    const page = await stage.open(`inbox/blooio/${chatId}`);
    const message = messageWith(page, "Two files");
    const picture = message.getByRole("img", { name: "The plan" });
    await picture.waitFor();
    expect(await picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(10);
    const link = message.getByRole("link", { name: /menu\.pdf.*application\/pdf/ });
    expect(await link.getAttribute("rel")).toContain("noreferrer");
  });

  it("show a poll with its options and votes", async () => {
    const { id: chatId } = await chatWith(ofOne);
    await receive({ chatId, text: "Ask me" });
    const { id: pollId } = (
      await blooio("POST", `/chats/${chatId}/polls`, { title: "When will you come?", options: ["Friday", "Saturday"] })
    ).data as unknown as Row;
    await blooio("POST", `/chats/${chatId}/polls/${pollId}/vote`, { option: "Saturday" });
    const page = await stage.open(`inbox/blooio/${chatId}`);
    const poll = page.locator(`[data-message="${pollId}"]`).getByRole("region", { name: "Poll" });
    await expect(poll.getByText("When will you come?")).toBeSeen();
    expect(await poll.getByRole("listitem").allInnerTexts()).toEqual([
      expect.stringMatching(/Friday\s+0 votes/),
      expect.stringMatching(/Saturday\s+1 vote$/),
    ]);
  });

  it("quote what they reply to, and carry the reactions of both sides", async () => {
    const { id: chatId } = await chatWith(ofOne);
    const { id: messageId } = await receive({ chatId, text: "Do you have rye bread?" });
    await receive({ chatId, text: "Or spelt?", replyTo: messageId });
    const page = await stage.open(`inbox/blooio/${chatId}`);
    await expect(messageWith(page, "Or spelt?").locator(".quote", { hasText: "Do you have rye bread?" })).toBeSeen();

    const message = page.locator(`[data-message="${messageId}"]`);
    await message.locator(".raw summary").click();
    await message.getByLabel("Reaction", { exact: true }).selectOption("love");
    await message.getByRole("button", { name: "Put on" }).click();
    await message.getByText("love, from the business").waitFor({ state: "attached" });
    await page.locator(".composer .switch label").nth(1).click();
    await message.getByLabel("Reaction", { exact: true }).selectOption("laugh");
    await message.getByRole("button", { name: "Put on" }).click();
    await message.getByText("laugh, from the other side").waitFor({ state: "attached" });
    await page.locator(".composer .switch label").nth(0).click();
    await message.getByLabel("Reaction", { exact: true }).selectOption("love");
    await message.getByRole("button", { name: "Take off" }).click();
    await message.getByText("love, from the business").waitFor({ state: "detached" });
    expect(await message.getByText("laugh, from the other side").count()).toBe(1);
  });

  it("name who wrote in a group, whoever is chosen to write", async () => {
    const { group_id: groupId, id: chatId } = await chatWith(ofGroup);
    const { data: members } = await blooio("GET", `/groups/${String(groupId)}/members`);
    const last = members.at(-1);
    const contact = (await blooio("GET", `/contacts/${String(last?.["contact_id"])}`)).data as unknown as Row;
    const page = await stage.open(`inbox/blooio/${chatId}`);
    await page.locator(".composer .switch label").nth(1).click();
    await page.getByLabel("Which member writes").selectOption({ value: String(last?.["identifier"]) });
    await page.getByLabel("Write as the other person", { exact: true }).fill("Count me in");
    await page.getByRole("button", { name: "Let it arrive" }).click();
    const message = messageWith(page, "Count me in");
    await expect(message.locator(".writer-name", { hasText: String(contact["name"]) })).toBeSeen();
  });

  it("say why they failed, show what the service says of them, and lead to the request that made them", async () => {
    const { id: chatId } = await chatWith(ofOne);
    await receive({ chatId, text: "Hello" });
    const sent = await blooio("POST", `/chats/${chatId}/messages`, { text: "By a script" });
    const page = await stage.open(`inbox/blooio/${chatId}`);
    const message = page.locator(`[data-message="${sent.id}"]`);
    await message.locator(".raw summary").click();
    await expect(message.getByText(`"chat_id": "${chatId}"`)).toBeSeen();
    await message.getByRole("link", { name: "The request that made it" }).click();
    await expect(page.getByText("By a script").first()).toBeSeen();
    expect(page.url()).toContain("#/journal/");
    const { data } = await blooio("GET", "/chats?limit=200");
    for (const { id } of data) {
      const { data: messages } = await blooio("GET", `/chats/${id}/messages?limit=100`);
      const failed = messages.find(({ status }) => status === "failed");
      if (failed === undefined) continue;
      await page.goto(`./#/inbox/blooio/${id}`);
      const { message: reason } = failed["error"] as { message: string };
      await expect(page.locator(`[data-message="${failed.id}"]`).getByText(reason)).toBeSeen();
      return;
    }
    throw new Error("No message has failed");
  });

  it("are sent with a file or several lines from either side, and what the client throws is shown as it is", async () => {
    const { id: chatId } = await chatWith(ofOne);
    const page = await stage.open(`inbox/blooio/${chatId}`);
    await page.locator(".composer .switch label").nth(1).click();
    await page.getByText("Attach a file").click();
    await page.getByLabel("or one of this computer").setInputFiles({
      name: "plan.png",
      mimeType: "image/png",
      buffer: Buffer.from(png.slice(png.indexOf(",") + 1), "base64"),
    });
    await page.getByRole("button", { name: "Attach none" }).waitFor();
    await page.getByLabel("Write as the other person", { exact: true }).fill("See here:\nmy plan");
    await page.getByLabel("Write as the other person", { exact: true }).press("Control+Enter");
    const received = messageWith(page, "my plan");
    await received.getByRole("img").waitFor();
    expect(await received.locator(".message-text").innerText()).toBe("See here:\nmy plan");

    const fault = { operationId: "sendMessageToChat", status: 429, retryAfter: 7, times: 1 };
    await stage.mock.admin("POST", "/faults", fault);
    await page.locator(".composer .switch label").nth(0).click();
    await page.getByLabel("Write as the business", { exact: true }).fill("Thank you");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    const error = page.locator(".composer .client-error");
    await error.getByText("ApiError").waitFor();
    for (const fact of ["rateLimit", "429", "7000"]) await error.getByText(fact, { exact: false }).first().waitFor();
    expect(await page.getByLabel("Write as the business", { exact: true }).inputValue()).toBe("Thank you");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await expect(page.locator(".is-ours", { hasText: "Thank you" })).toBeSeen();
    await stage.mock.admin("DELETE", "/faults");
  });
});
