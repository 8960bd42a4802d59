import { fileURLToPath } from "node:url";

import { InboundError, type OperationHandlers, type Service, type World } from "../service.ts";
import type { WorldOptions } from "../world-options.ts";
import { getMe } from "./account.ts";
import { getChannel, listChannels } from "./channels.ts";
import { addReaction, markChatRead, setTyping, stopTyping } from "./chat-actions.ts";
import { createChat, getChat, listChats } from "./chats.ts";
import { getChatMessage, getMessageStatus, listChatMessages } from "./messages.ts";
import { failure } from "./failure.ts";
import { answering, refuse } from "./refusals.ts";
import { createReplays } from "./replays.ts";
import { seedData, type SeedData } from "./seed-data.ts";
import { sendMessage, sendMessageToChat } from "./sends.ts";
import { createState, type State } from "./state.ts";

/** Blooio's v4 API as an in-memory model: the data of a seed, and what its callers have sent since. */
export function createBlooioService({ clock, seed }: WorldOptions): Service {
  let data: SeedData | undefined;
  return {
    name: "Blooio",
    api: "blooio",
    cursorField: "next_cursor",
    failure,
    specFile: fileURLToPath(import.meta.resolve("@switchboard/specs/blooio/openapi.yaml")),
    keyOf: ({ authorization = "" }) => /^bearer +(\S.*)$/i.exec(authorization.trim())?.[1],
    refuse,
    createWorld() {
      data ??= seedData(seed, clock.start);
      return createWorld(createState(data, clock, seed));
    },
  };
}

function createWorld(state: State): World {
  const replaying = createReplays();
  const handlers: OperationHandlers = {
    listChats: listChats(state),
    createChat: createChat(state),
    getChat: getChat(state),
    markChatRead: markChatRead(state),
    setTyping: setTyping(state),
    stopTyping: stopTyping(state),
    listChatMessages: listChatMessages(state),
    sendMessageToChat: replaying(sendMessageToChat(state)),
    sendMessage: replaying(sendMessage(state)),
    getChatMessage: getChatMessage(state),
    getMessageStatus: getMessageStatus(state),
    addReaction: addReaction(state),
    listChannels: listChannels(state),
    getChannel: getChannel(state),
    getMe: getMe(state),
  };
  return {
    handlers: Object.fromEntries(
      Object.entries(handlers).map(([operationId, handler]) => [operationId, answering(handler)]),
    ),
    receive: () => {
      throw new InboundError("Blooio takes no inbound messages");
    },
    count: () => ({}),
  };
}
