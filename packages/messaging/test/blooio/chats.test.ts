import { expect, test } from "vitest";

import { blooioOf } from "../samples.ts";
import { json, serviceOf } from "../scripted-fetch.ts";
import { rejection, useVirtualTime } from "../virtual-time.ts";

useVirtualTime();

test.each([{}, { id: "" }, { id: 7 }, { error: "please sign in to the proxy" }])(
  "findOrCreate takes no other object than a chat for one: %j",
  async (body) => {
    const opening = blooioOf(serviceOf(json(200, body))).chats.findOrCreate({ channel_id: "ch_1", to: "+1" });
    const expected = { name: "ApiError", status: 200, maybeSent: true, body: JSON.stringify(body) };
    expect(await rejection(opening)).toMatchObject(expected);
  },
);

test("typing starts and stops, and a chat is marked as read", async () => {
  const service = serviceOf(json(200, { data: { chat_id: "chat_1" } }));
  const { chats } = blooioOf(service);
  await chats.setTyping("chat_1", { state: "started" });
  await chats.stopTyping("chat_1");
  await chats.markRead("chat_1");
  expect(service.requests.map(({ method, url, text: body }) => [method, url.pathname, body])).toEqual([
    ["POST", "/v4/chats/chat_1/typing", '{"state":"started"}'],
    ["DELETE", "/v4/chats/chat_1/typing", ""],
    ["POST", "/v4/chats/chat_1/read", ""],
  ]);
});
