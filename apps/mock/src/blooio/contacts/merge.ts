import type { OperationRequest, OperationResponse } from "../../model/service.ts";
import { saveChat } from "../chats/chat-store.ts";
import { FlatBlooioError } from "../errors.ts";
import { emit } from "../events/emit.ts";
import type { State } from "../state.ts";
import { chatsOf, findContact, saveContact } from "./contact-store.ts";
import { showContact } from "./contacts.ts";

/** Absorbs the contact of the body into that of the path, with their addresses, tags and chats. Again, it changes nothing. */
export function mergeContact(state: State, { body, path }: OperationRequest): OperationResponse {
  const { source_contact_id: sourceId } = body as { readonly source_contact_id: string };
  if (sourceId === path["contactId"])
    throw new FlatBlooioError(400, "cannot_merge_self", `The contact ${sourceId} cannot be merged into itself.`);
  const survivor = findContact(state, path["contactId"]);
  const before = state.mergedInto.get(sourceId);
  if (before === survivor.id) return { status: 200, body: { data: showContact(survivor, state) } };
  if (before !== undefined)
    throw new FlatBlooioError(
      409,
      "contact_already_merged",
      `The contact ${sourceId} was merged into ${before}, which is another one.`,
    );
  const source = findContact(state, sourceId);
  const merged = {
    ...survivor,
    name: survivor.name ?? source.name,
    tags: [...new Set([...survivor.tags, ...source.tags])],
    identities: [
      ...survivor.identities,
      ...source.identities.map((identity) => ({ createdAt: source.created_at, ...identity })),
    ],
  };
  for (const chat of chatsOf(state, sourceId)) saveChat(state, { ...chat, contact_id: survivor.id });
  state.contacts.remove(sourceId);
  state.mergedInto.set(sourceId, survivor.id);
  saveContact(state, merged);
  emit(state, "contact.merged", { contact_id: survivor.id, merged_contact_id: sourceId });
  return { status: 200, body: { data: showContact(merged, state) } };
}
