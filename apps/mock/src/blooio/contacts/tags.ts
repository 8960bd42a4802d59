import type { OperationRequest, OperationResponse } from "../../model/service.ts";
import { invalidField, notFound } from "../errors.ts";
import type { Contact } from "../records.ts";
import type { State } from "../state.ts";
import { findContact } from "./contact-store.ts";

export const listContactTags = (state: State, { path }: OperationRequest): OperationResponse =>
  tagsOf(findContact(state, path["contactId"]));

export function addContactTags(state: State, { body, path }: OperationRequest): OperationResponse {
  const contact = findContact(state, path["contactId"]);
  const { tag, tags = [] } = body as { readonly tag?: string; readonly tags?: readonly string[] };
  const added = tag === undefined ? tags : [...tags, tag];
  if (added.length === 0 || added.some((each) => each.trim() === ""))
    throw invalidField("tags", "must hold a tag, and none that is empty");
  return saved(state, { ...contact, tags: [...new Set([...contact.tags, ...added])] });
}

export function removeContactTag(state: State, { path }: OperationRequest): OperationResponse {
  const contact = findContact(state, path["contactId"]);
  const { tag } = path;
  const tags = contact.tags.filter((each) => each !== tag);
  if (tags.length === contact.tags.length)
    throw notFound(`The contact ${contact.id} has no tag ${JSON.stringify(tag)}.`);
  return saved(state, { ...contact, tags });
}

function saved(state: State, contact: Contact): OperationResponse {
  state.contacts.put(contact);
  return tagsOf(contact);
}

const tagsOf = ({ tags }: Contact): OperationResponse => ({ status: 200, body: { data: [...tags] } });
