import { createHmac } from "node:crypto";

import type { EventData, StoredEvent } from "../events/emit.ts";

/** The forms in which an event can be delivered, the newest first. */
export const payloadVersions: readonly string[] = ["2026-10-01", "2026-09-01"];

/** The body of a delivery: the event in the form of a payload version. */
export function payloadOf(event: StoredEvent, version: string, organizationId: string): string {
  const { data, id, occurred_at: createdAt, type } = event;
  const envelope = { id, type, api_version: version, created_at: createdAt, organization_id: organizationId };
  return JSON.stringify(
    version === "2026-09-01" ? { ...envelope, ...olderFields(event), data: olderData(data) } : { ...envelope, data },
  );
}

/** What the older version repeats beside the data. */
const olderFields = ({ data, occurred_at, type }: StoredEvent): EventData => ({
  event: type,
  timestamp: occurred_at,
  external_id: (data["contact"] as { readonly identifier?: string } | null | undefined)?.identifier ?? null,
  internal_id: data["channel_address"] ?? null,
});

function olderData({ message_id: id, ...data }: EventData): EventData {
  if (id === undefined) return data;
  const { identifier } = (data["contact"] ?? {}) as { readonly identifier?: string };
  const isGroup = (data["group"] ?? null) !== null;
  return { id, ...data, is_group: isGroup, chat_guid: identifier === undefined ? null : `iMessage;-;${identifier}` };
}

/** The signature header of a body: `t` in seconds, and the HMAC of both with the whole secret. */
export const signatureOf = (secret: string, seconds: number, body: string): string =>
  `t=${seconds},v1=${createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex")}`;
