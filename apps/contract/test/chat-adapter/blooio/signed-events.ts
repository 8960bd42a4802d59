import { signWebhook, type SignedWebhook } from "@switchboard/messaging/webhooks";

import type { Scene } from "../bot.ts";
import { someone } from "./bot-on-blooio.ts";

/** The data of an event of a message, with what a test says otherwise. */
export const message = (data: object): object => ({
  message_id: "msg_of_the_test",
  chat_id: "chat_of_the_test",
  direction: "inbound",
  sender: someone,
  group: null,
  ...data,
});

/** An event that the mock does not send by itself, with the signature that Blooio would give it. */
export const signed = (
  { secret }: Scene,
  type: "message.reaction" | "message.received",
  data: object,
  id = "evt_of_the_test",
): Promise<SignedWebhook> => signWebhook({ id, type, data }, secret);

/** The request with which a signed event comes to a bot. */
export const requestOf = (init: SignedWebhook): Request =>
  new Request("https://bot.example.com/", { method: "POST", ...init });
