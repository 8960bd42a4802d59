import { fileURLToPath } from "node:url";

import { createBlooio } from "@switchboard/messaging/blooio";
import { createBlotato } from "@switchboard/messaging/blotato";
import { startMock } from "@switchboard/mock";
import { assert, expect, it } from "vitest";

import { runProgram } from "../examples/run-program.ts";
import { eventually } from "./bot.ts";

const program = fileURLToPath(new URL("../../programs/chat-bot.ts", import.meta.url));
const key = "key-of-the-bot";

it("the bot of the guide replies on both services, and ends in order", async () => {
  await using mock = await startMock();
  const blotato = createBlotato({ apiKey: key, baseUrl: mock.blotato.url });
  const blooio = createBlooio({ apiKey: key, baseUrl: mock.blooio.url });
  const conversation = await blotato.conversations.list({ platform: "instagram" }).first();
  assert(conversation);
  const webhook = await blooio.webhooks.create({ url: "http://127.0.0.1:1/" });
  const texts = (): unknown[] =>
    mock
      .requests(undefined, { key })
      .filter(({ operationId }) => operationId === "sendMessage" || operationId === "sendMessageToChat")
      .map(({ body }) => (body as { text: string }).text);

  const { code, errors } = await runProgram(process.execPath, [program], {
    cwd: fileURLToPath(new URL("../../programs", import.meta.url)),
    env: {
      PORT: "0",
      BOT_INTERVAL: "50",
      BLOOIO_API_KEY: key,
      BLOOIO_URL: mock.blooio.url,
      BLOOIO_WEBHOOK_SECRET: webhook.signing_secret,
      BLOTATO_API_KEY: key,
      BLOTATO_URL: mock.blotato.url,
    },
    whenReady: [
      /port: (\d+)/,
      async ([, port]) => {
        await blooio.webhooks.update(webhook.id, { url: `http://127.0.0.1:${port}/` });
        mock.blotato.receive({ conversationId: conversation.id, text: "Are you open today?" }, { key });
        await eventually(texts).toHaveLength(1);
        mock.blotato.receive({ conversationId: conversation.id, text: "Where is my order?" }, { key });
        await eventually(texts).toHaveLength(2);
        mock.blooio.receive({ channelId: "+15555550101", from: "+15555550142", text: "Open on Sunday?" }, { key });
        await eventually(texts).toHaveLength(3);
      },
    ],
  });
  expect({ code, errors }).toEqual({ code: 0, errors: "" });
  expect(texts()).toEqual([
    `Hello ${conversation.participants[0]?.name}! We are open from seven until six.`,
    "Somebody will look into it.",
    expect.stringMatching(/^Hello .+! We are open \*\*from seven until six\*\*\.$/),
  ]);
});
