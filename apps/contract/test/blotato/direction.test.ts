import { isInbound, type Message } from "@switchboard/messaging/blotato";
import { expect, test } from "vitest";

import { mockedTenants } from "../tenants.ts";

const tenants = mockedTenants();

test("where a message does not say its direction, isInbound finds the same from the ids, also of people without one", async () => {
  const { blotato } = tenants.open().facade;
  const conversations = await blotato.conversations.list({ limit: 250 }).toArray({ limit: 1_000 });
  const byId = new Map(conversations.map((conversation) => [conversation.id, conversation]));
  const found: [Message["direction"], boolean | undefined][] = [];
  for await (const { direction, ...message } of blotato.messages.list({ limit: 250 })) {
    const conversation = byId.get(message.conversationId ?? "");
    if (conversation === undefined) continue;
    const isFound = isInbound(message, conversation);
    found.push([direction, isFound]);
    // Of a conversation with nobody in it, nothing is known.
    const expected = conversation.participants.length === 0 ? undefined : direction === "incoming";
    expect({ message, conversation, isFound }).toEqual({ message, conversation, isFound: expected });
  }
  expect(new Set(found.map(([direction]) => direction))).toEqual(new Set(["incoming", "outgoing"]));
  expect(conversations.some(({ participants }) => participants.some(({ id }) => id === null))).toBe(true);
});
