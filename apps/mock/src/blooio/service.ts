import type { OperationHandlers, Service, World } from "../model/service.ts";
import { specFileOf } from "../prism/spec/spec-files.ts";
import type { WorldOptions } from "../model/world-options.ts";
import { getMe } from "./account.ts";
import { getChannel, listChannels } from "./channels.ts";
import { addReaction, markChatRead, setTyping, stopTyping } from "./chats/chat-actions.ts";
import { createChat, getChat, listChats } from "./chats/chats.ts";
import { failure } from "./failure.ts";
import { initialData, type InitialData } from "./made-up/initial-data.ts";
import { getChatMessage, getMessageStatus, listChatMessages } from "./chats/messages.ts";
import { receive } from "./inbound/receiving.ts";
import { answering, refuse } from "./refusals.ts";
import { createReplays } from "./sends/replays.ts";
import { sendMessage, sendMessageToChat } from "./sends/sends.ts";
import { createState, type State } from "./state.ts";

/** Blooio's v4 API as an in-memory model: the data of a seed, and what its callers have sent since. */
export function createBlooioService(options: WorldOptions): Service {
  let data: InitialData | undefined;
  return {
    name: "Blooio",
    api: "blooio",
    cursorField: "next_cursor",
    failure,
    specFile: specFileOf("blooio"),
    keyOf: ({ authorization = "" }) => /^bearer +(\S.*)$/i.exec(authorization.trim())?.[1],
    refuse,
    createWorld() {
      data ??= initialData(options);
      return createWorld(createState(data, options));
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
    receive: (message) => receive(state, message),
    count: () => state.count(),
  };
}
