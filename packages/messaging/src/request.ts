import type { Call, RequestBase } from "./call.ts";
import { SwitchboardError } from "./errors.ts";

/** What a typed method takes beside the path of its operation. */
export interface RequestInput {
  readonly params?: {
    readonly path?: Readonly<Record<string, unknown>>;
    readonly query?: Readonly<Record<string, unknown>>;
    readonly header?: Readonly<Record<string, unknown>>;
  };
  readonly body?: unknown;
}

/** A request that can be sent any number of times. */
export interface RepeatableRequest {
  readonly url: string;
  /** The path of the operation, its parameters as names. */
  readonly path: string;
  readonly init: {
    readonly method: string;
    readonly headers: Headers;
    readonly redirect: "manual";
    readonly body?: string;
  };
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
  { options, settings: { base } }: Call,
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
  const json = body === undefined ? undefined : JSON.stringify(body);
  const type = json === undefined ? undefined : { "content-type": "application/json" };
  const headers = headersOf(type, base.headers, options.headers, header);
  // A redirect could lead the key to another origin.
  return { url, path, init: { method, headers, redirect: base.redirect, ...(json !== undefined && { body: json }) } };
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
    throw new SwitchboardError(`${name} holds half of a character (a lone surrogate), which no address can carry`);
  }
}

/** `Headers` quotes what it refuses, which may be a secret. */
function headersOf(...sources: readonly (Readonly<Record<string, unknown>> | undefined)[]): Headers {
  const headers = new Headers();
  for (const source of sources) {
    for (const name in source) {
      if (source[name] === undefined || source[name] === null) continue;
      try {
        headers.set(name, String(source[name]));
      } catch {
        throw new SwitchboardError(
          `The header ${JSON.stringify(name)} cannot be sent; is there a space in its name, a line break, or a typographic quote?`,
        );
      }
    }
  }
  return headers;
}
