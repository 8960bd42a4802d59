import { signal } from "@preact/signals";
import type { InboxConversation } from "@switchboard/messaging/inbox";

import { keepWork, keptWork } from "../../service/kept-work.ts";
import { tenantName } from "../../service/target.ts";

/** Who writes. */
export type Side = "business" | "person";

/** What is being written, before it is sent. */
export interface Draft {
  readonly text: string;
  /** The address of a file; empty without one. */
  readonly file: string;
  /** The message to which it replies. */
  readonly replyTo: string | undefined;
  /** Which member of a group writes, by the address; undefined in the name of the business. */
  readonly from: string | undefined;
}

const emptyDraft: Draft = { text: "", file: "", replyTo: undefined, from: undefined };

/** The side that writes at the moment. */
export const side = signal<Side>("business");

/** The draft that is shown. */
export const draft = signal<Draft>(emptyDraft);

export type Place = Pick<InboxConversation, "id" | "service">;

const nameOf = ({ id, service }: Place, of: Side): string => `inbox.${tenantName.peek()}.${service}.${id}.${of}`;

export function loadDraft(place: Place, of: Side): void {
  draft.value = { ...emptyDraft, ...(keptWork(nameOf(place, of)) as Partial<Draft> | undefined) };
}

/** Changes the draft, and keeps it until it is sent or emptied. */
export function changeDraft(place: Place, change: Partial<Draft>): void {
  draft.value = { ...draft.peek(), ...change };
  const { file, replyTo, text } = draft.value;
  const isEmpty = text === "" && file === "" && replyTo === undefined;
  keepWork(nameOf(place, side.peek()), isEmpty ? undefined : draft.value);
}

/** Forgets what was sent, unless it was written on meanwhile. */
export function forgetDraft(place: Place, of: Side, sent: Draft): void {
  if (keptWork(nameOf(place, of)) !== undefined && draft.peek() !== sent && side.peek() === of) return;
  keepWork(nameOf(place, of), undefined);
  if (draft.peek() === sent) draft.value = { ...emptyDraft, from: sent.from };
}
