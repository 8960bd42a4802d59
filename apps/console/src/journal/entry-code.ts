import { curlOf, typescriptSample, type Place } from "../code/samples.ts";
import type { GivenResponse } from "../code/typed-error.ts";
import { vitestSample } from "../code/vitest-sample.ts";
import type { RecordedRequest } from "../service/admin.ts";
import { mockState } from "../service/mock-feed.ts";
import type { Values } from "../service/request.ts";
import { mockAddresses, mockKey } from "../service/target.ts";
import { keyHeader } from "../spec/catalog.ts";
import type { Operation } from "../spec/operations.ts";
import { bodyText, isUnshown, operationOfEntry, preparedOf, valuesOf } from "./entry-parts.ts";

/** The journal has no keys; with that of the page, the page shows what becomes of it. */
const placeOf = ({ api }: RecordedRequest): Place => ({
  address: mockAddresses.value[api],
  mockKey: mockKey.value,
  keyHeader: (key) => keyHeader(api, key),
});

/** The request to the letter, whether or not an operation has it. */
export const curlOfEntry = (entry: RecordedRequest): string =>
  `${curlOf(entry.api, preparedOf(entry), placeOf(entry))}\n`;

/** An entry as a call of our client; undefined where our client sends nothing of the kind. */
export interface EntryCall {
  readonly operation: Operation;
  readonly values: Values;
}

export function callOf(entry: RecordedRequest): EntryCall | undefined {
  const operation = operationOfEntry(entry);
  const values = operation && valuesOf(entry, operation);
  return values && { operation, values };
}

export const typescriptOfEntry = (entry: RecordedRequest, { operation, values }: EntryCall): string =>
  typescriptSample(operation, values, placeOf(entry), isInvalid(entry));

/** What the client got; undefined where the journal does not show it. */
export function givenTo({ fault, response }: RecordedRequest): GivenResponse | undefined {
  if (response === undefined) return { kind: fault?.["hang"] === true ? "hang" : "none" };
  const { body, headers, status } = response;
  if (isUnshown(body)) return undefined;
  const isCut = fault?.["reset"] === "body";
  return { kind: "response", status, headers: Object.entries(headers), text: bodyText(body), isCut };
}

/** A test of the entry. What our client throws is left to the client itself. */
export async function vitestOfEntry(entry: RecordedRequest, { operation, values }: EntryCall): Promise<string> {
  const { typedErrorOf } = await import("../code/typed-error.ts");
  const given = givenTo(entry);
  return vitestSample(operation, values, {
    status: entry.response?.status,
    error: given && (await typedErrorOf(operation, values, given)),
    isInvalid: isInvalid(entry),
    items: itemsOf(entry.response?.body),
    seed: mockState.value?.seed ?? 1,
    ...circumstancesOf(entry, operation, values),
  });
}

/** Prism found something that no type allows. Without a key the request is as the types say. */
const isInvalid = ({ problems, response }: RecordedRequest): boolean => problems.length > 0 && response?.status !== 401;

function itemsOf(body: unknown): number | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  return Object.values(body).find(Array.isArray)?.length;
}

type Circumstances = Pick<Parameters<typeof vitestSample>[2], "fault" | "recorded">;

/** What a new mock needs to do the same: the fault that hit, or the response where it depends on what was there before. */
function circumstancesOf(entry: RecordedRequest, operation: Operation, values: Values): Circumstances {
  const { fault, headers, response } = entry;
  const body = response?.body;
  // A text is not JSON, or was too long for the journal.
  const recorded =
    response !== undefined && response.status < 300 && typeof body !== "string" && dependsOnBefore(operation, values)
      ? { status: response.status, body }
      : undefined;
  if (fault !== undefined) return { fault: onceOf(fault), recorded: isDecidedBy(fault) ? undefined : recorded };
  if (response === undefined || response.status < 300) return { fault: undefined, recorded };
  const isFoundAgain = isInvalid(entry) && isWholeIn(entry, operation);
  if (isFoundAgain && headers["prefer"] === undefined) return { fault: undefined, recorded: undefined };
  const retryAfter = response.headers["retry-after"];
  const same = { status: response.status, body, ...(retryAfter !== undefined && { retryAfter: Number(retryAfter) }) };
  return { fault: { ...same, times: 1 }, recorded: undefined };
}

const isDecidedBy = (fault: object): boolean =>
  ["status", "hang"].some((kind) => kind in fault) || Object.values(fault).some((value) => value === "before");

/** The fault as it hit this one request; a test does not wait as long as a person. */
function onceOf(fault: Readonly<Record<string, unknown>>): object {
  const { after: _after, chance: _chance, latency, times: _times, ...kind } = fault;
  const late = Array.isArray(latency) ? Number(latency[0]) : latency;
  return { ...kind, ...(late !== undefined && { latency: Math.min(Number(late), 500) }), times: 1 };
}

/** Whether a form holds all that was sent in the query. */
function isWholeIn({ target }: RecordedRequest, { parameters }: Operation): boolean {
  const known = new Set(parameters.filter((each) => each.in === "query").map(({ name }) => name));
  return [...new URLSearchParams(target.split(/\?(.*)/s)[1]).keys()].every((name) => known.has(name));
}

const idName = /(^|_)ids?$|Ids?$|^cursor$/;

/** Whether a request names records that a new mock may not have: those of the documents are in every one. */
function dependsOnBefore({ body, parameters }: Operation, { body: sent, parameters: entered }: Values): boolean {
  const inPath = parameters.filter((each) => each.in === "path").map(({ name }) => entered[name]);
  const named = [...inPath, ...idsIn(entered), ...idsIn(sent)];
  const documented = new Set([
    ...parameters.map(({ example }) => example),
    ...(body?.examples ?? []).flatMap(({ value }) => idsIn(value)),
  ]);
  return named.some((id) => !documented.has(id));
}

function idsIn(value: unknown): readonly unknown[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, child]: [string, unknown]) => {
    if (idName.test(name) && typeof child !== "object") return [child];
    return idName.test(name) && Array.isArray(child) ? (child as unknown[]) : idsIn(child);
  });
}
