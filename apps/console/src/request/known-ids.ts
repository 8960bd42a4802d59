import { specs } from "virtual:specs";

import type { FormSituation } from "../form/form-context.ts";
import { lookUp } from "../service/look-up.ts";
import { addIds } from "../service/seen-ids.ts";
import type { Outcome } from "../service/send.ts";
import { findOperation, operations } from "../spec/catalog.ts";
import type { ApiName, Operation, OperationIds } from "../spec/operations.ts";

/** What does not follow from the paths of a spec, where the ids of `/chats/{chatId}` are those that `GET /chats` lists. */
interface Exceptions<Api extends ApiName> {
  /** Fields that hold ids of another parameter's kind. */
  readonly kinds: Readonly<Record<string, string>>;
  /** Undefined where the list that stands there has other ids. */
  readonly lists: Readonly<Record<string, OperationIds[Api] | undefined>>;
  /** Which items of a list are of use. */
  readonly queries: Partial<Record<OperationIds[Api], Readonly<Record<string, unknown>>>>;
}

const exceptions: { readonly [Api in ApiName]: Exceptions<Api> } = {
  blotato: {
    kinds: { parentCommentId: "commentId" },
    lists: { postId: "listTopPosts", postSubmissionId: undefined },
    queries: {},
  },
  blooio: {
    kinds: { channel_id: "channel", reply_to: "messageId", source_contact_id: "contactId" },
    lists: {},
    queries: {
      // Typing marks, receipts and reactions work on these alone.
      listChats: { type: "blooio", state: "open" },
      listChannels: { status: "active" },
    },
  },
};

/** The list that has the values of a field; undefined where none has. */
function listOf(operation: Operation, field: string): Operation | undefined {
  const { api } = operation;
  const { kinds, lists }: Exceptions<ApiName> = exceptions[api];
  const kind = kinds[field] ?? camelCase(field);
  if (kind in lists) return findOperation(api, lists[kind]);
  const all = operations.filter((each) => each.api === api);
  // An identity of a contact is not one of a chat: where the operation itself stands comes first.
  return [operation, ...all]
    .filter(({ path }) => path.includes(`/{${kind}}`))
    .flatMap(({ path: below }) =>
      all.filter(
        ({ isPlanned, method, path }) => method === "GET" && !isPlanned && path === below.split(`/{${kind}}`)[0],
      ),
    )[0];
}

const pathParametersOf = ({ parameters }: Operation): readonly string[] =>
  parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name);

const itemsIn = (api: ApiName, json: unknown): readonly unknown[] => {
  const items = (json as Readonly<Record<string, unknown>> | undefined)?.[specs[api]["x-pagination"].items];
  return Array.isArray(items) ? (items as readonly unknown[]) : [];
};

/** An item's value of a field: itself, where the list holds texts. */
function valueIn(item: unknown, field: string): unknown {
  if (typeof item !== "object" || item === null) return item;
  const { id, phone_number: number, [field]: own } = item as Readonly<Record<string, unknown>>;
  return own ?? id ?? number;
}

/** Keeps the ids of a response, as values for other operations. */
export function rememberIds(operation: Operation, outcome: Outcome): void {
  if (outcome.kind === "none" || outcome.status >= 300) return;
  const { api, method, path } = operation;
  const made = outcome.json as { data?: unknown; id?: unknown } | undefined;
  for (const [field, value] of Object.entries({ ...made, ...(made?.data as object | undefined) })) {
    if (!/(?:_id|Id)$/.test(field)) continue;
    for (const name of new Set([field, camelCase(field)])) addIds(api, name, [value]);
  }
  const all = operations.filter((each) => each.api === api);
  for (const kind of new Set(all.flatMap(pathParametersOf))) {
    if (listOf(operation, kind) === operation)
      addIds(
        api,
        kind,
        itemsIn(api, outcome.json).map((item) => valueIn(item, kind)),
      );
    // What was made at /chats is the first /chats/{chatId}.
    if (method === "POST" && all.some((each) => each.path === `${path}/{${kind}}`)) addIds(api, kind, [made?.id]);
  }
}

/** As paths name it. */
const camelCase = (field: string): string => field.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/**
 * A way to look up a value of a field, another one at each press; undefined where no list has any, and where the list stands below an
 * item that is not entered yet.
 */
export function finderFor(
  operation: Operation,
  parameters: Readonly<Record<string, unknown>>,
): FormSituation["finder"] {
  const { api } = operation;
  return (field) => {
    const list = listOf(operation, field);
    if (list === undefined) return undefined;
    const above = pathParametersOf(list);
    if (above.some((name) => (parameters[name] ?? "") === "")) return undefined;
    return async (current) => {
      const path = Object.fromEntries(above.map((name) => [name, parameters[name]]));
      const { queries }: Exceptions<ApiName> = exceptions[api];
      const limit = list.parameters.some(({ name }) => name === "limit") ? { limit: 20 } : {};
      const json = await lookUp(list, {
        parameters: { ...path, ...queries[list.operationId], ...limit },
        body: undefined,
      });
      if (json === undefined) return { problem: "They cannot be listed now." };
      const found = itemsIn(api, json)
        .map((item) => valueIn(item, field))
        .filter((value) => typeof value === "string");
      addIds(api, field, found);
      const next = found[(found.indexOf(String(current)) + 1) % found.length];
      if (next === undefined) return { problem: "There is none." };
      return next === current ? { problem: "There is no other one." } : { value: next };
    };
  };
}
