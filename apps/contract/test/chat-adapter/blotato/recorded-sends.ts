import type { Scene } from "../bot.ts";

/** The messages that a scene's bots sent on Blotato, as the service got them. */
export const sendsOf = ({ key, mock }: Scene): readonly unknown[] =>
  mock.blotato.requests("sendMessage", { key }).map(({ body }) => body);
