import { signal } from "@preact/signals";

import type { FormSituation } from "../form/form-context.ts";
import { prepare } from "../service/request.ts";
import { ownReads, send, type Outcome } from "../service/send.ts";
import { addressOf, isReal } from "../service/target.ts";
import { operationOf } from "../spec/catalog.ts";
import type { ApiName, Operation, OperationIds } from "../spec/operations.ts";

/** How values of a field are found: by asking for a list, whose items have them as `id`. */
interface Source<Api extends ApiName = ApiName> {
  readonly operationId: OperationIds[Api];
  readonly fields: readonly string[];
  readonly query?: Readonly<Record<string, unknown>>;
  /** The field of an item that holds the value. Default: `id`. */
  readonly from?: string;
}

const sources: { readonly [Api in ApiName]: readonly Source<Api>[] } = {
  blotato: [
    { operationId: "listConversations", fields: ["conversationId"] },
    { operationId: "listMessages", fields: ["messageId"] },
    { operationId: "listAccounts", fields: ["accountId"] },
    { operationId: "listTopPosts", fields: ["postId"] },
    { operationId: "listSchedules", fields: ["scheduleId"] },
    { operationId: "listScheduleSlots", fields: ["slotId"] },
  ],
  blooio: [
    // Typing marks, receipts and reactions work on these alone.
    { operationId: "listChats", fields: ["chatId"], query: { type: "blooio", state: "open" } },
    { operationId: "listChatMessages", fields: ["messageId", "reply_to"] },
    { operationId: "listNumbers", fields: ["number"], from: "phone_number" },
    { operationId: "listLocationContacts", fields: ["handle"], from: "handle" },
    { operationId: "listChannels", fields: ["channel", "channel_id"], query: { status: "active" } },
  ],
};

const sourcesOf = (api: ApiName): readonly Source[] => sources[api];

/** What was found, by who answered, the API and the field. The newest stand first. */
const known = signal<Readonly<Record<string, readonly string[]>>>({});

const nameOf = (api: ApiName, field: string): string => `${isReal.value ? "real" : "mock"} ${api} ${field}`;

export const suggestionsFor =
  (api: ApiName) =>
  (field: string): readonly string[] =>
    known.value[nameOf(api, field)] ?? [];

export function forgetIds(): void {
  known.value = {};
}

/** Keeps the ids of an answer, as values for other operations. */
export function rememberIds({ api, operationId }: Operation, outcome: Outcome): void {
  if (outcome.kind === "none" || outcome.status >= 300) return;
  const answer = outcome.json as { items?: unknown; data?: unknown; id?: unknown } | undefined;
  const items = [answer?.items, answer?.data].find(Array.isArray) as Readonly<Record<string, unknown>>[] | undefined;
  const source = sourcesOf(api).find((each) => each.operationId === operationId);
  for (const field of source?.fields ?? [])
    add(
      api,
      field,
      (items ?? []).map((item) => item[source?.from ?? "id"]),
    );
  for (const [field, value] of Object.entries({ ...answer, ...(answer?.data as object | undefined) })) {
    add(api, camelCase(field), [value]);
  }
  if (operationId === "createChat") add(api, "chatId", [answer?.id]);
}

/** As paths name it. */
const camelCase = (field: string): string => field.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

function add(api: ApiName, field: string, found: readonly unknown[]): void {
  const name = nameOf(api, field);
  const texts = found.filter((each) => typeof each === "string");
  known.value = { ...known.value, [name]: [...new Set([...texts, ...(known.value[name] ?? [])])].slice(0, 50) };
}

/**
 * A way to ask for a value of a field; undefined where no list has any, and where the list stands below an item that is not entered
 * yet.
 */
export function finderFor({ api }: Operation, parameters: Readonly<Record<string, unknown>>): FormSituation["finder"] {
  return (field) => {
    const source = sourcesOf(api).find(({ fields }) => fields.includes(field));
    if (source === undefined) return undefined;
    const list = operationOf(api, source.operationId);
    const above = list.parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name);
    if (above.some((name) => parameters[name] === undefined)) return undefined;
    return async (current) => {
      const path = Object.fromEntries(above.map((name) => [name, parameters[name]]));
      const values = { parameters: { ...path, ...source.query, limit: 20 }, body: undefined };
      const request = prepare(list, values, addressOf(api));
      // No client sends this, so it meets no fault. A real service has no use for the mark.
      const outcome = await send(api, isReal.value ? request : { ...request, headers: { [ownReads]: "find" } });
      rememberIds(list, outcome);
      const found = suggestionsFor(api)(field);
      return found[(found.indexOf(String(current)) + 1) % found.length];
    };
  };
}
