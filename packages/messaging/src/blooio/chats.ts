import type { Core } from "../core/client.ts";
import { plainChats, type PlainChats } from "./generated/index.ts";
import { createParticipants, type Participants } from "./participants.ts";
import { createSending, type Sending } from "./sending.ts";

/** Conversations with one contact or one group on one channel. */
export interface Chats extends PlainChats, Sending, Participants {}

export const createChats = (core: Core): Chats => ({
  ...plainChats(core),
  ...createSending(core),
  ...createParticipants(core),
});
