import { headersFor, type MockResponse } from "../../http/response.ts";
import type { ApiName } from "../../model/service.ts";
import type { DescribedFault } from "../faults/fault.ts";
import { createRedactor } from "./redact.ts";

/** One request that the mock received, with its response. Holds no credential. */
export interface RecordedRequest {
  /** Counts up over both APIs. */
  readonly id: number;
  readonly api: ApiName;
  /** A number in place of the API key, the same as long as the mock runs; undefined without a key. */
  readonly tenant: number | undefined;
  /** Undefined when no operation has the path and method. */
  readonly operationId: string | undefined;
  readonly method: string;
  /** With the query, as it was sent. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed JSON body; its text when it is not JSON, undefined when there was none. */
  readonly body: unknown;
  /** Why the request was rejected; empty when it was valid. */
  readonly problems: readonly string[];
  /** The fault that hits it, if one did. */
  readonly fault: DescribedFault | undefined;
  /** Undefined when none was sent. Its headers are without those of a connection, such as `date`. */
  readonly response:
    | { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: unknown }
    | undefined;
  /** By the mock's clock. */
  readonly receivedAt: string;
  /** Milliseconds of real time until the response was ready. */
  readonly duration: number;
  /** `interface`: whoever uses the mock's own interface sent it in place of a client. */
  readonly sentBy: "interface" | undefined;
  /** The id of the request that this one repeats, where one was sent again out of the journal. */
  readonly repeats: number | undefined;
}

/** A request as it comes to the journal, with everything that was in it. */
interface Exchange extends Omit<RecordedRequest, "body" | "id" | "response" | "tenant"> {
  /** The API key of the request, which is never shown. */
  readonly key: string | undefined;
  readonly body: Uint8Array;
  readonly response: MockResponse | undefined;
}

interface RequestFilter {
  readonly api?: ApiName | undefined;
  readonly operationId?: string | undefined;
  /** Only what came with this API key. */
  readonly key?: string | undefined;
  /** Only that of the tenant with this number. */
  readonly tenant?: number | undefined;
  /** Only what came later than the request with this id. */
  readonly after?: number | undefined;
  /** How many: with `after` those that came next, else the newest. Default: all. */
  readonly limit?: number | undefined;
}

type ReceivedRequest = Pick<Exchange, "api" | "body" | "headers" | "method" | "target">;

export interface Journal {
  record(exchange: Exchange): void;
  /** In the order in which the responses were ready. */
  requests(filter?: RequestFilter): readonly RecordedRequest[];
  /** Undefined when it is not kept. */
  request(id: number): RecordedRequest | undefined;
  readonly size: number;
  /** The id of the newest request that there was; 0 before the first one. */
  readonly lastId: number;
  /** A request as it was received, with its key, to be sent again; undefined when it is not kept. */
  received(id: number): ReceivedRequest | undefined;
  /** Forgets the requests of one key, or all. */
  clear(key?: string): void;
}

export interface JournalOptions {
  /** How many requests are kept; the oldest go first. */
  readonly size: number;
  /** Numbers the tenant of a key, so that the key is not kept. */
  readonly tenantOf: (key: string) => number;
  /** Called with each request. */
  readonly onRequest: ((request: RecordedRequest) => void) | undefined;
}

/** Longer bodies are not shown, and no more than this is kept in all: a mock may run for days. */
const longestBody = 256 * 1024;
const longestBodies = 32 * 1024 * 1024;

interface Entry {
  readonly id: number;
  readonly tenant: number | undefined;
  readonly exchange: Exchange;
  readonly bytes: number;
  /** Computed at the first read: most entries are never read. */
  shown: RecordedRequest | undefined;
}

export function createJournal({ size, tenantOf, onRequest }: JournalOptions): Journal {
  const entries = new Set<Entry>();
  let count = 0;
  let bytes = 0;
  const forget = (entry: Entry): void => {
    entries.delete(entry);
    bytes -= entry.bytes;
  };
  return {
    record(exchange) {
      const { key } = exchange;
      count += 1;
      const tenant = key === undefined ? undefined : tenantOf(key);
      const { body, headers, response, target } = exchange;
      let length = body.length + (response?.text?.length ?? 0) + target.length;
      for (const name in headers) length += headers[name]?.length ?? 0;
      const entry: Entry = { id: count, tenant, exchange, bytes: length, shown: undefined };
      entries.add(entry);
      bytes += entry.bytes;
      for (const oldest of entries) {
        if (entries.size <= size && (bytes <= longestBodies || entries.size === 1)) break;
        forget(oldest);
      }
      try {
        onRequest?.(shown(entry));
      } catch (error) {
        // A failing callback must not take the response from the client.
        console.error("switchboard-mock: onRequest failed:", error);
      }
    },
    requests({ api, operationId, key, tenant, after, limit } = {}) {
      const whose = key === undefined ? tenant : tenantOf(key);
      const found = [...entries].filter(
        ({ id, tenant: own, exchange }) =>
          id > (after ?? 0) &&
          (api === undefined || exchange.api === api) &&
          (operationId === undefined || exchange.operationId === operationId) &&
          (whose === undefined || whose === own),
      );
      const wanted = after === undefined ? found.slice(-(limit ?? found.length)) : found.slice(0, limit);
      return wanted.map(shown);
    },
    request(id) {
      const found = [...entries].find((entry) => entry.id === id);
      return found && shown(found);
    },
    get size() {
      return entries.size;
    },
    get lastId() {
      return count;
    },
    received(id) {
      const found = [...entries].find((entry) => entry.id === id)?.exchange;
      if (found === undefined) return undefined;
      const { api, body, headers, method, target } = found;
      return { api, body, headers, method, target };
    },
    clear(key) {
      const tenant = key === undefined ? undefined : tenantOf(key);
      for (const entry of entries) {
        if (tenant === undefined || entry.tenant === tenant) forget(entry);
      }
    },
  };
}

function shown(entry: Entry): RecordedRequest {
  entry.shown ??= show(entry);
  return entry.shown;
}

function show({ exchange: { key, ...exchange }, id, tenant }: Entry): RecordedRequest {
  const { body, fault, headers, problems, response, target } = exchange;
  const redact = createRedactor(key, headers);
  const read = (text: string | undefined): unknown => {
    if (text === undefined) return undefined;
    return text.length > longestBody ? `[${text.length} characters, which are not shown]` : redact.body(text);
  };
  return {
    ...exchange,
    id,
    tenant,
    target: redact.target(target),
    headers: redact.headers(headers),
    body: read(new TextDecoder().decode(body)),
    problems: problems.map((problem) => redact.text(problem)),
    fault: fault && {
      ...fault,
      // What it puts into a response.
      ...("body" in fault && { body: read(JSON.stringify(fault.body)) }),
      ...("retryAfter" in fault &&
        typeof fault.retryAfter === "string" && { retryAfter: redact.target(fault.retryAfter) }),
    },
    response: response && {
      status: response.status,
      headers: redact.headers(headersOf(response)),
      body: read(response.text),
    },
  };
}

function headersOf({ contentType, headers = {}, text }: MockResponse): Record<string, string> {
  const own = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  return { ...Object.fromEntries(own), ...(text !== undefined && headersFor(Buffer.byteLength(text), contentType)) };
}
