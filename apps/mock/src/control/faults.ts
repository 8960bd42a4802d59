import type { Random } from "../model/random.ts";
import type { ApiName } from "../model/service.ts";

/** Milliseconds of real time: a fixed number, or a spread from which each request draws its own. */
export type Latency = number | readonly [minimum: number, maximum: number];

/** What goes wrong. Each is one of these, and may come with options. */
export type FaultKind =
  /** An error of the service: by default with a body in the vendor's own shape, or with an HTML page in its place. */
  | { readonly status: number; readonly retryAfter?: number | string; readonly body?: unknown; readonly html?: boolean }
  /** The connection is reset, before any byte of the answer or in the middle of its body. */
  | { readonly reset: "before" | "body" }
  /** The answer is complete HTTP, and its body is not complete JSON, or is no JSON at all. */
  | { readonly json: "truncated" | "malformed" }
  /** No answer ever comes. */
  | { readonly hang: true }
  /** A list gives the cursor again that it was asked with, or does not know a cursor that it gave. */
  | { readonly cursor: "loop" | "stale" }
  /** The answer is late. It can be combined with any other fault, whose answer is late then. */
  | { readonly latency: Latency };

export interface FaultOptions {
  /** How many requests it strikes. Default: every one, until it is taken back. */
  readonly times?: number;
  /** How many requests it lets pass first. Default: 0. */
  readonly after?: number;
  /** The part of requests that it strikes, from 0 to 1; drawn from the seed. Default: 1. */
  readonly chance?: number;
  /** Whether the service does what it is asked although the caller is not told. Default: false. */
  readonly processed?: boolean;
  /** The API key whose requests it strikes. Default: every key. */
  readonly key?: string;
  readonly latency?: Latency;
}

/** A fault as it is asked for: `{ status: 429, retryAfter: 2, times: 1 }`. */
export type Fault = FaultKind & FaultOptions;

/** A fault as it is shown: a key that it is for is not. */
export type DescribedFault = FaultKind & Omit<FaultOptions, "key">;

/** A fault that cannot be meant. */
export class FaultError extends Error {
  override readonly name = "FaultError";
}

/** A fault that is in force. */
export interface ActiveFault {
  readonly id: number;
  readonly api: ApiName;
  readonly operationId: string;
  /** As it was asked for, without the key. */
  readonly fault: DescribedFault;
  readonly forOneKey: boolean;
  /** How many requests it has struck. */
  readonly struck: number;
}

/** What strikes one request. */
export interface Strike {
  /** Undefined when the answer is only late. */
  readonly fault: (Exclude<FaultKind, { readonly latency: Latency }> & FaultOptions) | undefined;
  /** Milliseconds of real time before the answer. */
  readonly delay: number;
}

export interface Faults {
  /** @throws FaultError when the fault says nothing, or two things at once */
  add(operationId: string, fault: Fault): ActiveFault;
  list(): readonly ActiveFault[];
  /** Takes one fault back; says whether there was one. */
  remove(id: number): boolean;
  /** Takes back the faults of one key, or all. */
  clear(key?: string): void;
  /** What strikes a request that the spec allows; one that it does not uses up no fault. */
  strike(operationId: string, key: string, hasCursor: boolean): Strike | undefined;
}

const kinds = ["status", "reset", "json", "hang", "cursor"] as const;

interface Entry {
  readonly id: number;
  readonly api: ApiName;
  readonly operationId: string;
  readonly fault: Fault;
  passed: number;
  struck: number;
}

/** Stands for each operation of an API. */
const everyOperation = "*";

/** @param nextId numbers faults across the APIs of one mock */
export function createFaults(api: ApiName, createRandom: () => Random, nextId: () => number): Faults {
  const entries = new Map<number, Entry>();
  let random = createRandom();
  const strikes = (entry: Entry, operationId: string, key: string, hasCursor: boolean): boolean => {
    const { fault } = entry;
    const { after = 0, chance = 1, times = Number.POSITIVE_INFINITY } = fault;
    if (entry.operationId !== everyOperation && entry.operationId !== operationId) return false;
    if (fault.key !== undefined && fault.key !== key) return false;
    // Only a request with a cursor can be told that it is stale, or be sent in a circle.
    if ("cursor" in fault && !hasCursor) return false;
    if (entry.struck >= times) return false;
    if (entry.passed < after) {
      entry.passed += 1;
      return false;
    }
    if (chance < 1 && random.integer(1, 1_000_000) > chance * 1_000_000) return false;
    entry.struck += 1;
    return true;
  };
  const drawn = (latency: Latency | undefined): number =>
    latency === undefined ? 0 : typeof latency === "number" ? latency : random.integer(...latency);

  return {
    add(operationId, asked) {
      // What is undefined was not said.
      const fault = Object.fromEntries(
        Object.entries(asked).filter(([, value]) => value !== undefined),
      ) as unknown as Fault;
      checkFault(fault);
      const entry = { id: nextId(), api, operationId, fault, passed: 0, struck: 0 };
      entries.set(entry.id, entry);
      return describe(entry);
    },
    list: () => [...entries.values()].map(describe),
    remove: (id) => entries.delete(id),
    clear(key) {
      // From the beginning, the same chances come again.
      if (key === undefined) random = createRandom();
      for (const { id, fault } of entries.values()) {
        if (key === undefined || fault.key === key) entries.delete(id);
      }
    },
    strike(operationId, key, hasCursor) {
      // By far the most common case, on every request.
      if (entries.size === 0) return undefined;
      let delay = 0;
      let found: Strike["fault"];
      for (const entry of entries.values()) {
        const isOnlyLate = kindsOf(entry.fault).length === 0;
        if ((!isOnlyLate && found !== undefined) || !strikes(entry, operationId, key, hasCursor)) continue;
        delay += drawn(entry.fault.latency);
        if (!isOnlyLate) found = entry.fault as Strike["fault"];
      }
      return found === undefined && delay === 0 ? undefined : { fault: found, delay: Math.min(delay, longestLatency) };
    },
  };
}

/** A view that counts on while the fault strikes. */
function describe(entry: Entry): ActiveFault {
  const { api, fault, id, operationId } = entry;
  return {
    id,
    api,
    operationId,
    fault: describeFault(fault),
    forOneKey: fault.key !== undefined,
    get struck() {
      return entry.struck;
    },
  };
}

export function describeFault({ key: _key, ...fault }: Fault): DescribedFault {
  return fault;
}

const kindsOf = (fault: object): readonly string[] => kinds.filter((kind) => kind in fault);

/** Checks what types cannot: a fault may come from a file, or over HTTP. */
function checkFault(fault: Fault): void {
  const given: Readonly<Record<string, unknown>> = { ...fault };
  const known: Readonly<Record<string, readonly [expected: string, isRight: (value: unknown) => boolean]>> = {
    status: ["a whole number from 200 to 599", (value) => isWhole(value, 200, 599)],
    retryAfter: [
      "seconds, or a date as text",
      (value) => isNumber(value, 0) || (typeof value === "string" && /^[ -~]+$/.test(value)),
    ],
    html: ["true or false", (value) => typeof value === "boolean"],
    body: ["a JSON value", isJson],
    reset: ['"before" or "body"', (value) => value === "before" || value === "body"],
    json: ['"truncated" or "malformed"', (value) => value === "truncated" || value === "malformed"],
    hang: ["true", (value) => value === true],
    cursor: ['"loop" or "stale"', (value) => value === "loop" || value === "stale"],
    latency: ["milliseconds, or [minimum, maximum]", isLatency],
    times: ["a whole number of 1 or more", (value) => isWhole(value, 1) || value === Number.POSITIVE_INFINITY],
    after: ["a whole number of 0 or more", (value) => isWhole(value, 0)],
    chance: ["a number from 0 to 1", (value) => isNumber(value, 0, 1)],
    processed: ["true or false", (value) => typeof value === "boolean"],
    key: ["an API key", (value) => typeof value === "string" && value !== ""],
  };
  for (const [name, value] of Object.entries(given)) {
    const [expected, isRight] = known[name] ?? [];
    if (expected === undefined || isRight === undefined) {
      throw new FaultError(`A fault has no ${JSON.stringify(name)}; expected one of ${Object.keys(known).join(", ")}`);
    }
    if (value !== undefined && !isRight(value)) {
      throw new FaultError(`The fault's ${name} is ${JSON.stringify(value)}; expected ${expected}`);
    }
  }
  const found = kindsOf(fault);
  const ofStatus = ["retryAfter", "body", "html"].filter((name) => name in given && !("status" in given));
  if (ofStatus.length > 0) throw new FaultError(`A fault has ${ofStatus.join(" and ")} only beside a status`);
  if (found.length > 1) throw new FaultError(`A fault is one thing at a time, not ${found.join(" and ")}`);
  if (found.length === 0 && given["latency"] === undefined) {
    throw new FaultError(`The fault says nothing that goes wrong: expected one of ${kinds.join(", ")}, latency`);
  }
}

/** What a timer can wait for. */
const longestLatency = 2 ** 31 - 1;

const isNumber = (value: unknown, minimum: number, maximum = Number.MAX_VALUE): value is number =>
  typeof value === "number" && value >= minimum && value <= maximum;

const isWhole = (value: unknown, minimum: number, maximum = Number.MAX_SAFE_INTEGER): boolean =>
  isNumber(value, minimum, maximum) && Number.isInteger(value);

function isJson(value: unknown): boolean {
  try {
    return JSON.stringify(value) !== undefined;
  } catch {
    return false;
  }
}

function isLatency(value: unknown): boolean {
  if (!Array.isArray(value)) return isWhole(value, 0, longestLatency);
  const [minimum, maximum]: unknown[] = value;
  return value.length === 2 && isWhole(minimum, 0, longestLatency) && isWhole(maximum, Number(minimum), longestLatency);
}
