import type { EventData } from "@switchboard/blooio";
import { SwitchboardError } from "@switchboard/typed-fetch";

/** The types of events that the API's document names. The service may deliver others. */
export type BlooioEventType = keyof EventData;

/** An event of one type. */
export interface BlooioEventOf<Type extends string, Data> {
  /** The same in each delivery of the event. Handle an id once. */
  readonly id: string;
  readonly type: Type;
  /** The payload version in which it was delivered, such as `2026-10-01`; `v2` for the flat form of the API before. */
  readonly api_version: string;
  /** When it happened, in epoch milliseconds. Events may arrive in another order. */
  readonly created_at: number;
  /** Undefined in the flat form. */
  readonly organization_id: string | undefined;
  readonly data: Data;
}

/** Undocumented fields, as the service delivered them. */
export type UnknownBlooioEvent = BlooioEventOf<UnknownEventType, Readonly<Record<string, unknown>>>;

/**
 * A text other than those of {@link BlooioEventType}. To the compiler it is a text that equals none of them, so that a comparison tells
 * events apart.
 */
export type UnknownEventType = Unnamed;
declare enum Unnamed {
  type = "a type that the document does not name",
}

/** An event of a type that the document names. */
export type KnownBlooioEvent = {
  readonly [Type in BlooioEventType]: BlooioEventOf<Type, EventData[Type]>;
}[BlooioEventType];

/**
 * Something that happened at Blooio, in the form of its newest payload version, in whichever it was delivered. Its `type` tells what
 * `data` is.
 *
 * @example
 * const receive = (event: BlooioEvent): void => {
 *   if (event.type === "message.received") console.log(event.data.sender, event.data.text);
 * };
 */
export type BlooioEvent = KnownBlooioEvent | UnknownBlooioEvent;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads the body of a delivery, in any of its forms.
 *
 * @throws SwitchboardError when it is not a JSON object, or says neither what happened nor which event it is
 */
export function readEvent(text: string): BlooioEvent {
  const body = parsed(text);
  const event = isObject(body["data"]) || body["event"] === undefined ? enveloped(body) : flat(body);
  if (typeof event["id"] === "string" && typeof event["type"] === "string") return event as unknown as BlooioEvent;
  throw new SwitchboardError("The body is not an event: it lacks an id or a type", "invalidInput");
}

function parsed(text: string): Fields {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    // The error below does not quote the text.
  }
  if (isObject(body)) return body;
  throw new SwitchboardError("The body is not a JSON object", "invalidInput");
}

/** Versions 2026-10-01 and 2026-09-01, which has the id of a message under another name. */
function enveloped(body: Fields): Fields {
  const data = isObject(body["data"]) ? body["data"] : {};
  const { id, ...rest } = data;
  const isOlder =
    typeof id === "string" && data["message_id"] === undefined && String(body["type"]).startsWith("message.");
  return { ...body, data: isOlder ? { message_id: id, ...rest } : data };
}

/** The form of the API before, in which all stands side by side. It has no id; the ids within it tell events apart. */
function flat(body: Fields): Fields {
  const { event: type, group_id: groupId, external_id: address, timestamp, ...rest } = body;
  const kind = String(type).replace(/^message\./, "");
  const isOurs = kind !== "received";
  const attachments = Array.isArray(body["attachments"]) ? body["attachments"] : [];
  const { error_code: code, error_message: message } = body;
  return {
    id: `v2 ${String(type)} ${String(body["message_id"] ?? address)} ${String(timestamp)}`,
    type,
    api_version: "v2",
    created_at: timestamp,
    organization_id: undefined,
    data: {
      ...rest,
      // It identified chats in no other way.
      chat_id: groupId ?? address,
      channel_address: body["internal_id"] ?? null,
      kind,
      direction: isOurs ? "outbound" : "inbound",
      contact: typeof address === "string" ? { contact_id: null, identifier: address, name: null } : null,
      group: typeof groupId === "string" ? { group_id: groupId, name: body["group_name"] ?? null } : null,
      attachments: attachments.map((file: unknown) => (typeof file === "string" ? { url: file } : file)),
      ...(code !== undefined && code !== null && { error: { code, message } }),
    },
  };
}

const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
