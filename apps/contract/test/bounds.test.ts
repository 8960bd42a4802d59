import { SwitchboardError } from "@switchboard/messaging";
import { describe, expect, test } from "vitest";

import { blooioChat } from "./blooio/chat-cases.ts";
import { readSpecification } from "./specification.ts";
import { mockedWorlds, type World } from "./worlds.ts";

const worlds = mockedWorlds();

const blotato = readSpecification("blotato");
const blooio = readSpecification("blooio");

/** The words in which a call is refused before any request. */
async function refusalOf(call: (world: World) => Promise<unknown>): Promise<string> {
  const world = worlds.open();
  const error: unknown = await call(world).catch((thrown: unknown) => thrown);
  if (!(error instanceof SwitchboardError)) throw new Error("The call was not refused", { cause: error });
  if (world.sent.length > 0) throw new Error(`The call was refused by the service: ${error.message}`);
  return error.message;
}

/** Words that name the field, its actual length and the limit. */
const words = (field: string, length: number, limit: number): RegExp =>
  new RegExp(`^${field} has ${length} .* ${limit}$`);

describe("the facade's bounds are those of Blotato's spec", () => {
  const { minLength, maxLength } = blotato.schema("SendMessageRequest")["properties"].text as {
    minLength: number;
    maxLength: number;
  };
  const target = { targetType: "instagram" } as const;
  const send =
    (text: string) =>
    ({ facade }: World) =>
      facade.blotato.messages.send({ accountId: "40112", recipientId: "17840000000000101", text, target });

  // An emoji is one character for JSON Schema, although it has two UTF-16 halves.
  test.each(["a", "🥖"])("a text of as many %s as it allows is sent", async (character) => {
    for (const length of [minLength, maxLength]) {
      const message = await send(character.repeat(length))(worlds.open());
      expect(message.text).toBe(character.repeat(length));
    }
  });

  test.each(["a", "🥖"])("a text of one %s more is refused", async (character) => {
    expect(await refusalOf(send(character.repeat(maxLength + 1)))).toMatch(words("text", maxLength + 1, maxLength));
  });

  test("a text of one character less is refused", async () => {
    expect(await refusalOf(send("a".repeat(minLength - 1)))).toMatch(words("text", minLength - 1, minLength));
  });

  test("a page id that breaks the pattern is refused, and one that keeps it is not", async () => {
    const pattern = new RegExp(blotato.schema("FacebookMessageTarget")["properties"].pageId.pattern as string);
    const conversation = {
      id: "1",
      accountId: "40113",
      platform: "facebook",
      participants: [{ id: "6100000000000201", name: null, username: null, profileImageUrl: null }],
      createdAt: "",
      updatedAt: "",
    };
    const reply =
      (pageId: string) =>
      ({ facade }: World) =>
        facade.blotato.messages.reply(conversation, "Hello", { pageId });
    for (const pageId of ["", "page", "12 3", "-1"]) {
      expect(pageId).not.toMatch(pattern);
      expect(await refusalOf(reply(pageId))).toContain(`pageId is ${JSON.stringify(pageId)}`);
    }
    expect("987600000000123").toMatch(pattern);
    expect(await reply("987600000000123")(worlds.open())).toMatchObject({ platform: "facebook" });
  });

  test("an empty address of a file is refused", async () => {
    expect(blotato.schema("UploadMediaRequest")["properties"].url.minLength).toBe(1);
    expect(await refusalOf(({ facade }) => facade.blotato.media.upload(""))).toMatch(words("url", 0, 1));
  });
});

describe("the facade's bounds are those of Blooio's spec", () => {
  const poll = blooio.schema("PollContent")["properties"] as {
    title: { minLength: number };
    options: { minItems: number };
  };
  const content = blooio.schema("SendToChatRequest")["properties"] as Record<
    "attachments" | "parts",
    { minItems: number }
  >;
  const options = (count: number): string[] => Array.from({ length: count }, (_, index) => `Option ${index}`);
  const title = (length: number): string => "?".repeat(length);
  const files = (count: number): string[] => Array.from({ length: count }, () => "https://media.example.com/cake.jpg");

  const limits = [
    ["poll.options", poll.options.minItems, (count: number) => ({ poll: { title: "When?", options: options(count) } })],
    [
      "poll.title",
      poll.title.minLength,
      (count: number) => ({ poll: { title: title(count), options: ["Friday", "Saturday"] } }),
    ],
    ["attachments", content.attachments.minItems, (count: number) => ({ attachments: files(count) })],
    ["parts", content.parts.minItems, (count: number) => ({ parts: files(count).map((url) => ({ url })) })],
  ] as const;

  test.each(limits)("%s of the smallest length is sent, and one less is refused", async (field, minimum, contentOf) => {
    const world = worlds.open();
    const { id } = await blooioChat(world);
    expect(await world.facade.blooio.chats.send(id, contentOf(minimum))).toMatchObject({ status: "queued" });
    const short = contentOf(minimum - 1);
    const said = words(field, minimum - 1, minimum);
    expect(await refusalOf(({ facade }) => facade.blooio.chats.send(id, short))).toMatch(said);
    const alone = { to: "+15555550142", ...short };
    expect(await refusalOf(({ facade }) => facade.blooio.messages.send(alone))).toMatch(said);
  });

  test("several recipients of the smallest number are written to, and one less is refused", async () => {
    const [, several] = blooio.schema("Recipient")["oneOf"] as { minItems?: number }[];
    const minimum = several?.minItems ?? 0;
    expect(minimum).toBeGreaterThan(0);
    const send =
      (count: number) =>
      ({ facade }: World) =>
        facade.blooio.messages.sendToGroup({
          from: { id: "+15555550101", type: "blooio" },
          to: Array<string>(count).fill("+15555559999"),
          text: "Hello",
        });
    expect(await send(minimum)(worlds.open())).toMatchObject({ status: "queued" });
    expect(await refusalOf(send(minimum - 1))).toMatch(words("to", minimum - 1, minimum));
  });

  test("an empty text is refused, although the vendor gives no bounds for it", async () => {
    const empty = ({ facade }: World) => facade.blooio.chats.send("chat_1", { text: "" });
    expect(await refusalOf(empty)).toMatch(words("text", 0, 1));
  });
});
