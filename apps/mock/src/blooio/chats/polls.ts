import type { OperationRequest, OperationResponse } from "../../model/service.ts";
import { invalidField, notFound } from "../errors.ts";
import { emit } from "../events/emit.ts";
import type { Message, Poll } from "../records.ts";
import { sendInto } from "../sends/messages.ts";
import type { State } from "../state.ts";
import { actionableChat } from "./chat-actions.ts";
import { findChat } from "./chat-store.ts";
import { messageIn } from "./message-store.ts";

export function sendPoll(state: State, { body, path }: OperationRequest): OperationResponse {
  const chat = actionableChat(state, path["chatId"]);
  const { id, chat_id, channel_id, channel_type, poll, status, type } = sendInto(state, chat, { poll: body as Poll });
  return { status: 201, body: { data: { id, chat_id, channel_id, channel_type, type, status, poll } } };
}

/** Puts our vote on an option, or takes it off. We may vote for several. */
export function votePoll(state: State, { body, path }: OperationRequest): OperationResponse {
  const { id: chatId } = actionableChat(state, path["chatId"]);
  const { id, poll } = pollIn(state, chatId, path["pollId"]);
  const { option, option_index: index = option === undefined ? -1 : poll.options.indexOf(option) } = body as {
    readonly option?: string;
    readonly option_index?: number;
  };
  const voted = poll.options[index];
  if (voted === undefined || (option !== undefined && option !== voted))
    throw invalidField(
      option === undefined ? "option_index" : "option",
      `names no option: the poll has ${poll.options.join(", ")}`,
    );
  const before = state.votes.get(id) ?? [];
  const isOn = !before.includes(index);
  const votes = isOn ? [...before, index].toSorted((a, b) => a - b) : before.filter((each) => each !== index);
  state.votes.set(id, votes);
  const result = {
    poll_id: id,
    voted_option: voted,
    toggled: isOn ? "on" : "off",
    active_votes: votes.map((each) => poll.options[each]),
    active_vote_indices: votes,
  };
  emit(state, "poll.voted", { ...result, message_id: id, chat_id: chatId, direction: "outbound" });
  const voteId = state.ids.next("vote", state.clock.now());
  return { status: votes.length > 0 ? 201 : 200, body: { data: { id: voteId, ...result } } };
}

export function getPollResults(state: State, { path }: OperationRequest): OperationResponse {
  const chat = findChat(state, path["chatId"]);
  const { id, poll } = pollIn(state, chat.id, path["pollId"]);
  const votes = state.votes.get(id) ?? [];
  const options = poll.options.map((text, index) => ({ text, votes: votes.includes(index) ? 1 : 0 }));
  return {
    status: 200,
    body: { data: { poll_id: id, chat_id: chat.id, title: poll.title, options, total_votes: votes.length } },
  };
}

/** @throws BlooioError when the chat has no such poll */
function pollIn(state: State, chatId: string, id = ""): Message & { readonly poll: Poll } {
  const message = messageIn(state, chatId, id);
  const { poll } = message ?? {};
  if (message === undefined || poll === undefined)
    throw notFound(`There is no poll ${JSON.stringify(id)} in chat ${chatId}.`);
  return { ...message, poll };
}
