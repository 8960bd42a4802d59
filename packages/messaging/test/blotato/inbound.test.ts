import { describe, expect, test } from "vitest";

import { isInbound, type Conversation, type Message } from "../../src/blotato/index.ts";
import { conversationOf, messageOf } from "../samples.ts";

const person = { id: "17", name: null, profileImageUrl: null, username: "ann" };
const withoutId = { ...person, id: null };
const [ours, theirs] = ["1", "17"];

const between = (...participants: Conversation["participants"]): Conversation => conversationOf({ participants });
const message = (changes: Partial<Message>): Message => messageOf({ status: "delivered", ...changes });

describe("a message of Blotato came from the other side", () => {
  test.each<[string, Message, Conversation, boolean | undefined]>([
    ["when it says so", message({ direction: "incoming" }), between(person), true],
    ["and not when it says otherwise", message({ direction: "outgoing" }), between(person), false],
    ["when it says so, whatever the ids are", message({ direction: "incoming", senderId: null }), between(), true],
    ["when a participant sent it", message({ senderId: theirs, recipientId: ours }), between(person), true],
    [
      "and not when a participant received it",
      message({ senderId: ours, recipientId: theirs }),
      between(person),
      false,
    ],
    [
      "and not when a participant received it from nobody known",
      message({ senderId: null, recipientId: theirs }),
      between(person),
      false,
    ],
    [
      "when its sender is a participant without an id",
      message({ senderId: null, recipientId: ours }),
      between(withoutId),
      true,
    ],
    [
      "when its sender's id is new, and a participant has none",
      message({ senderId: "99", recipientId: ours }),
      between(withoutId),
      true,
    ],
    [
      "and not when it is still on its way",
      message({ senderId: null, recipientId: ours, status: "queued" }),
      between(withoutId),
      false,
    ],
    [
      "and not when it failed",
      message({ senderId: null, recipientId: "99", status: "failed" }),
      between(person),
      false,
    ],
    ["which nobody knows when no id fits", message({ senderId: "98", recipientId: "99" }), between(person), undefined],
    [
      "which nobody knows when both ids fit",
      message({ senderId: "17", recipientId: "18" }),
      between(person, { ...person, id: "18" }),
      undefined,
    ],
    [
      "by the ids, when its direction is a new word",
      message({ direction: "echo", senderId: theirs, recipientId: ours }),
      between(person),
      true,
    ],
  ])("%s", (_, given, conversation, expected) => {
    expect(isInbound(given, conversation)).toBe(expected);
  });
});
