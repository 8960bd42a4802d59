import { describe, expect, it } from "vitest";

import { InboundError } from "../../../src/model/service.ts";
import { someone, testDestinations } from "./destinations.ts";

const { api, channelOf, chatOf } = testDestinations();

describe("a message that cannot arrive", () => {
  /** Why a message is rejected, which must leave the tenant as it was. */
  const rejectionOf = (message: unknown): string => {
    const before = api.tenant().count();
    try {
      api.receive(message);
    } catch (error) {
      if (!(error instanceof InboundError)) throw error;
      expect(api.tenant().count()).toEqual(before);
      return error.message;
    }
    throw new Error("The message was not rejected");
  };

  it.each([
    [null, "an object"],
    ["Hello", "an object"],
    [[], "an object"],
    [{ text: "Hi" }, "chatId: is missing"],
    [{ from: someone, text: "Hi" }, "channelId: is missing"],
    [{ channelId: "+15555550101", text: "Hi" }, "from: is missing"],
    [{ chatId: "chat_x", text: "Hi" }, 'chatId: there is no chat "chat_x"'],
    [{ chatId: "chat_x", channelId: "ch_x", text: "Hi" }, "channelId: cannot be combined with chatId"],
    [{ chatId: 5, text: "Hi" }, "chatId: is 5; expected a text of at least one character"],
    [{ channelId: "ch_x", from: someone, text: "Hi" }, "channelId: there is no channel"],
    [{ channelId: "+15555550101", from: "somebody", text: "Hi" }, 'from: is "somebody"; expected a phone number'],
    [{ channelId: "+15555550107", from: "a@example.com", text: "Hi" }, "on a channel of type twilio"],
    [{ channelId: "+15555550101", from: someone }, "text: is missing"],
    [{ channelId: "+15555550101", from: someone, text: "" }, "text: is"],
    [{ channelId: "+15555550101", from: someone, text: null }, "text: is missing"],
    [{ channelId: "+15555550101", from: someone, text: "Hi", type: "poll" }, 'type: is "poll"; expected text or media'],
    [{ channelId: "+15555550101", from: someone, text: "Hi", txt: "Hi" }, "txt: is not a field"],
    [{ channelId: "+15555550101", from: someone, text: null, attachments: [] }, "attachments: is not a list of files"],
    [{ channelId: "+15555550101", from: someone, text: null, attachments: [{ url: "cake" }] }, "attachments: url is"],
    [
      {
        channelId: "+15555550101",
        from: someone,
        text: "Hi",
        type: "text",
        attachments: [{ url: "https://example.com" }],
      },
      "attachments: cannot be combined with the type text",
    ],
    [{ kind: "reaction", chatId: "chat_x", reaction: "+love" }, "messageId: is missing"],
    [{ kind: "reaction", chatId: "chat_x", messageId: "msg_x", reaction: "love" }, "reaction: is"],
    [{ kind: "reaction", chatId: "chat_x", messageId: "msg_x", reaction: "+love" }, "chatId: there is no chat"],
    [{ channelId: "+15555550101", from: someone, text: "Hi", replyTo: "msg_x" }, "replyTo: chat"],
    [{ channelId: "+15555550101", from: someone, text: "Hi", protocol: "fax" }, "protocol: is"],
    [{ channelId: "+15555550107", from: someone, text: "Hi", protocol: "sms" }, "protocol: can be chosen on blooio"],
    [
      { channelId: "+15555550101", from: "a@example.com", text: "Hi", protocol: "sms" },
      "protocol: is sms; expected imessage",
    ],
  ])("is rejected in words that name the field: %j", (message, words) => {
    expect(rejectionOf(message)).toContain(words);
  });

  it("is rejected from somebody who takes no part in the chat, and a reaction where there are none", () => {
    const [chat, other] = [chatOf("blooio"), chatOf("twilio")];
    expect(rejectionOf({ chatId: chat.id, from: someone, text: "Hi" })).toContain(`"${someone}" takes no part`);
    const reaction = { kind: "reaction", messageId: "msg_x", reaction: "+love" };
    expect(rejectionOf({ ...reaction, chatId: chat.id })).toContain(`chat ${chat.id} has no message "msg_x"`);
    expect(rejectionOf({ ...reaction, chatId: other.id })).toContain("only blooio channels have reactions");
  });

  it.each(["blocked", "deprecated"])("is rejected by a %s chat", (state) => {
    const chat = chatOf("twilio", state);
    expect(rejectionOf({ chatId: chat.id, text: "Hi" })).toContain(`${chat.id} is ${state}`);
  });

  it.each(["banned", "deprecated", "pending_verification"])("is rejected by a %s channel", (status) => {
    const channel = channelOf("blooio", status);
    expect(rejectionOf({ channelId: channel.id, from: someone, text: "Hi" })).toContain(`${channel.id} is ${status}`);
  });
});
