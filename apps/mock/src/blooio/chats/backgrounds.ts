import type { OperationRequest, OperationResponse } from "../../model/service.ts";
import type { State } from "../state.ts";
import { pictureIn, type Picture } from "../uploads.ts";
import { actionableChat } from "./chat-actions.ts";
import { findChat } from "./chat-store.ts";

/** The picture behind a chat. */
export interface Background extends Picture {
  readonly id: string;
  readonly version: number;
  /** Undefined once it was removed; its version still counts up. */
  readonly isGone?: boolean;
}

export function getChatBackground(state: State, { path }: OperationRequest): OperationResponse {
  const { id } = findChat(state, path["chatId"]);
  const background = state.backgrounds.get(id);
  const shown = background?.isGone === true ? undefined : background;
  return {
    status: 200,
    body: {
      data: {
        chat_id: id,
        has_background: shown !== undefined,
        background_id: shown?.id ?? null,
        background_version: shown?.version ?? null,
        background_url: shown?.url ?? null,
      },
    },
  };
}

export function setChatBackground(state: State, request: OperationRequest): OperationResponse {
  const { id: chatId } = findChat(state, request.path["chatId"]);
  const id = state.ids.next("bg", state.clock.now());
  const { version = 0 } = state.backgrounds.get(chatId) ?? {};
  const background = { ...pictureIn(request, "background"), id, version: version + 1 };
  state.backgrounds.set(chatId, background);
  return { status: 200, body: { data: { chat_id: chatId, background_id: id, background_url: background.url } } };
}

export function removeChatBackground(state: State, { path }: OperationRequest): OperationResponse {
  const { id } = findChat(state, path["chatId"]);
  const background = state.backgrounds.get(id);
  if (background !== undefined) state.backgrounds.set(id, { ...background, isGone: true });
  return { status: 200, body: { data: { chat_id: id, removed: true } } };
}

export function shareContactCard(state: State, { path }: OperationRequest): OperationResponse {
  const { id } = actionableChat(state, path["chatId"]);
  return { status: 200, body: { data: { chat_id: id, shared: true, at: state.clock.now() } } };
}
