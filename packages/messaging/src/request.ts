import { SwitchboardError } from "./errors.ts";
import type { RequestBase } from "./settings.ts";

type HeaderValues = Readonly<Record<string, string | null | undefined>>;

/** What a typed method takes beside the path of its operation. */
export interface RequestInput {
  readonly params?: {
    readonly path?: Readonly<Record<string, unknown>>;
    readonly query?: Readonly<Record<string, unknown>>;
    readonly header?: HeaderValues;
  };
  readonly body?: unknown;
}

/** A request that can be sent any number of times. */
export interface RepeatableRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly redirect: "manual";
  readonly body: string | null;
}

/**
 * Builds the request of an operation, with its parameters as OpenAPI writes them by default: those of the path encoded, and a
 * list in the query as its name once for each value.
 *
 * @throws SwitchboardError for a parameter or a header that cannot be sent, or would lead to another operation
 */
export function requestOf(
  method: string,
  path: string,
  { params = {}, body }: RequestInput,
  base: RequestBase,
  further: HeaderValues | undefined,
): RepeatableRequest {
  const { path: ids = {}, query = {}, header } = params;
  let url = base.baseUrl + path.replaceAll(/\{(\w+)\}/g, (_, name: string) => segmentOf(name, ids[name]));
  let separator = "?";
  for (const [name, value] of Object.entries(query)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each === undefined || each === null) continue;
      url += `${separator}${name}=${encode(name, each)}`;
      separator = "&";
    }
  }
  const json = JSON.stringify(body) as string | undefined;
  const type = json === undefined ? undefined : { "content-type": "application/json" };
  const headers = headersOf(type, base.headers, further, header);
  // A redirect could lead the key to another origin.
  return { url, method, headers, redirect: base.redirect, body: json ?? null };
}

/** Encoding leaves `.` and `..` alone, which an address resolves to another operation; an empty id would name the list around it. */
function segmentOf(name: string, value: unknown): string {
  if (typeof value === "string" && !/^\.{0,2}$/.test(value)) return encode(name, value);
  throw new SwitchboardError(`${name} is ${JSON.stringify(value)}; expected an id`);
}

function encode(name: string, value: unknown): string {
  try {
    return encodeURIComponent(String(value));
  } catch {
    throw new SwitchboardError(`${name} holds a lone surrogate, half of a character`);
  }
}

/** `Headers` quotes what it refuses, which may be a secret. */
function headersOf(...sources: readonly (HeaderValues | undefined)[]): Headers {
  const headers = new Headers();
  for (const [name, value] of sources.flatMap((source = {}) => Object.entries(source))) {
    if (value === undefined || value === null) continue;
    try {
      headers.set(name, value);
    } catch {
      throw new SwitchboardError(`The header ${JSON.stringify(name)} holds a character that cannot be sent`);
    }
  }
  return headers;
}
