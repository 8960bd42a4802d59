import { deliveryFaults, type DeliveryFault } from "../../model/service.ts";

/** Milliseconds of real time: a fixed number, or a spread from which each request draws its own. */
export type Latency = number | readonly [minimum: number, maximum: number];

/** What goes wrong: one of these, with or without options. */
export type FaultKind =
  /**
   * An error of the service: by default with a body in the vendor's own shape, or with an HTML page in its place. `retryAfter` is
   * what stands in the header `retry-after`: seconds, or a date. An error of the client has it in milliseconds.
   */
  | { readonly status: number; readonly retryAfter?: number | string; readonly body?: unknown; readonly html?: boolean }
  /** The connection is reset, before any byte of the response or in the middle of its body. */
  | { readonly reset: "before" | "body" }
  /** The response is complete HTTP; its body is cut JSON, or not JSON at all. */
  | { readonly json: "truncated" | "malformed" }
  /** The body comes byte by byte, with this many milliseconds of real time before each. */
  | { readonly byteDelay: number }
  /** No response ever comes. */
  | { readonly hang: true }
  /** A list repeats the cursor of the request, or rejects a cursor that it gave. */
  | { readonly cursor: "loop" | "stale" }
  /**
   * Of what is delivered to webhooks: `lost` is never sent and counts as delivered; `late` comes a minute later by the mock's clock;
   * `twice` is sent once more; `out of order` is sent after the next one, or a minute later; `wrong signature` and `old timestamp`
   * are signed so.
   */
  | { readonly delivery: DeliveryFault }
  /** The response is late. Can be combined with any other fault. */
  | { readonly latency: Latency };

export interface FaultOptions {
  /** How many requests it hits. Default: every one, until it is removed. */
  readonly times?: number;
  /** How many requests it lets pass first. Default: 0. */
  readonly after?: number;
  /** The share of requests that it hits, from 0 to 1; drawn from the seed. Default: 1. */
  readonly chance?: number;
  /** Whether the operation still takes effect although the caller gets the fault. Default: false. */
  readonly processed?: boolean;
  /** The API key whose requests it hits. Default: every key. */
  readonly key?: string;
  readonly latency?: Latency;
}

/** A fault with its options: `{ status: 429, retryAfter: 2, times: 1 }`. */
export type Fault = FaultKind & FaultOptions;

/** A fault as it is shown, without the key that it is limited to. */
export type DescribedFault = FaultKind & Omit<FaultOptions, "key">;

/** A fault that is not valid. Its message names the field, what it is, and what was expected. */
export class FaultError extends Error {
  override readonly name = "FaultError";
}

export function describeFault({ key: _key, ...fault }: Fault): DescribedFault {
  return fault;
}

const kinds = ["status", "reset", "json", "byteDelay", "hang", "cursor", "delivery"] as const;

/** The kinds that a fault has besides latency: one, or none. */
export const kindsOf = (fault: object): readonly string[] => kinds.filter((kind) => kind in fault);

/** What a timer can wait for. */
export const longestLatency: number = 2 ** 31 - 1;

/**
 * Checks what types cannot: a fault may come from a file, or over HTTP.
 *
 * @throws FaultError when a field is unknown or not valid, or the kinds exclude each other
 */
export function checkFault(fault: Fault): void {
  const given: Readonly<Record<string, unknown>> = { ...fault };
  const known: Readonly<Record<string, readonly [expected: string, isValid: (value: unknown) => boolean]>> = {
    status: ["a whole number from 200 to 599", (value) => isWhole(value, 200, 599)],
    retryAfter: [
      "seconds, or a date as text",
      (value) => isNumber(value, 0) || (typeof value === "string" && /^[!-~]([ -~]*[!-~])?$/.test(value)),
    ],
    html: ["true or false", (value) => typeof value === "boolean"],
    body: ["a JSON value", isJson],
    reset: ['"before" or "body"', (value) => value === "before" || value === "body"],
    json: ['"truncated" or "malformed"', (value) => value === "truncated" || value === "malformed"],
    byteDelay: [
      `a whole number of milliseconds from 1 to ${longestLatency}`,
      (value) => isWhole(value, 1, longestLatency),
    ],
    hang: ["true", (value) => value === true],
    cursor: ['"loop" or "stale"', (value) => value === "loop" || value === "stale"],
    delivery: [
      deliveryFaults.map((name) => `"${name}"`).join(", "),
      (value) => (deliveryFaults as readonly unknown[]).includes(value),
    ],
    latency: ["milliseconds, or [minimum, maximum]", isLatency],
    times: ["a whole number of 1 or more", (value) => isWhole(value, 1) || value === Number.POSITIVE_INFINITY],
    after: ["a whole number of 0 or more", (value) => isWhole(value, 0)],
    chance: ["a number from 0 to 1", (value) => isNumber(value, 0, 1)],
    processed: ["true or false", (value) => typeof value === "boolean"],
    key: ["an API key", (value) => typeof value === "string" && value !== ""],
  };
  for (const [name, value] of Object.entries(given)) {
    const [expected, isValid] = known[name] ?? [];
    if (expected === undefined || isValid === undefined) {
      throw new FaultError(`A fault has no ${JSON.stringify(name)}; expected one of ${Object.keys(known).join(", ")}`);
    }
    if (value !== undefined && !isValid(value)) {
      throw new FaultError(`The fault's ${name} is ${JSON.stringify(value)}; expected ${expected}`);
    }
  }
  const found = kindsOf(fault);
  const onlyWithStatus = ["retryAfter", "body", "html"].filter((name) => name in given && !("status" in given));
  if (onlyWithStatus.length > 0)
    throw new FaultError(`A fault has ${onlyWithStatus.join(" and ")} only together with a status`);
  if (found.length > 1) throw new FaultError(`A fault is one thing at a time, not ${found.join(" and ")}`);
  if (found.length === 0 && given["latency"] === undefined) {
    throw new FaultError(`The fault has no kind: expected one of ${kinds.join(", ")}, latency`);
  }
}

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
