import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";

import { createRedactor } from "../control/journal/redact.ts";
import type { ApiRequest } from "../http/api.ts";
import type { MockResponse } from "../http/response.ts";
import { reasonOf } from "../model/error-reason.ts";
import type { RecordedExchange } from "./exchange-files.ts";
import { contentOf } from "./recorded-exchange.ts";

/** The recorded response to a request. */
interface Replayed {
  readonly operationId: string | undefined;
  readonly response: MockResponse;
}

/** What `--record` kept, as responses. */
export interface Replay {
  /** The next response that was recorded for this request, or the last one again; undefined when none was. */
  find(api: string, request: ApiRequest, key: string): Replayed | undefined;
  /** Begins anew with the first response to each request, for one key or all. */
  reset(key?: string): void;
}

/** @throws Error when the directory cannot be read, or holds what is not a recording */
export async function readReplay(directory: string): Promise<Replay> {
  const names = await readdir(directory).catch((error: unknown) => {
    throw new Error(`The recordings in ${directory} cannot be read: ${reasonOf(error)}`);
  });
  const files = names
    .filter((name) => /^\d+-.*\.json$/.test(name))
    .toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
  if (files.length === 0)
    throw new Error(`There are no recordings in ${directory}; expected files as --record keeps them`);
  const exchanges = await Promise.all(files.map((name) => readExchange(join(directory, name))));
  const given = new Map<string, Map<RecordedExchange, number>>();
  return {
    find(api, request, key) {
      const redact = createRedactor(key, request.headers);
      const { body, encoding } = contentOf(request.body, redact);
      const target = redact.target(request.target);
      const matching = exchanges.filter(
        (exchange) =>
          exchange.api === api &&
          exchange.response !== null &&
          exchange.request.method === request.method &&
          exchange.request.target === target &&
          exchange.request.encoding === encoding &&
          isDeepStrictEqual(exchange.request.body, body),
      );
      const [first] = matching;
      if (first === undefined) return undefined;
      const counts = given.get(key) ?? new Map<RecordedExchange, number>();
      given.set(key, counts);
      const count = counts.get(first) ?? 0;
      counts.set(first, count + 1);
      const { operationId, response } = matching[Math.min(count, matching.length - 1)] ?? first;
      return response === null ? undefined : { operationId: operationId ?? undefined, response: responseOf(response) };
    },
    reset(key) {
      if (key === undefined) given.clear();
      else given.delete(key);
    },
  };
}

async function readExchange(file: string): Promise<RecordedExchange> {
  let exchange: Partial<RecordedExchange> | null;
  try {
    exchange = JSON.parse(await readFile(file, "utf8")) as Partial<RecordedExchange> | null;
  } catch (error) {
    throw new Error(`The recording ${file} cannot be read: ${reasonOf(error)}`, { cause: error });
  }
  const { request, response } = exchange ?? {};
  if (typeof request?.target !== "string" || (response !== null && typeof response?.status !== "number")) {
    throw new Error(`The recording ${file} is not one; expected a file as --record keeps it`);
  }
  return exchange as RecordedExchange;
}

/** Headers of the connection on which it came, and of the bytes that it had there. */
const notReplayed =
  /^(connection|content-(encoding|length|type)|date|keep-alive|set-cookie|trailer|transfer-encoding)$/;

function responseOf({ body, encoding, headers, status }: NonNullable<RecordedExchange["response"]>): MockResponse {
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !notReplayed.test(name)));
  const { "content-type": contentType } = headers;
  if (body === undefined) return { status, headers: kept, body };
  if (encoding === "base64" && typeof body === "string") {
    const bytes = Buffer.from(body, "base64");
    const ofBytes = {
      "content-length": String(bytes.length),
      ...(contentType !== undefined && { "content-type": contentType }),
    };
    return { status, headers: { ...kept, ...ofBytes }, body: undefined, bytes };
  }
  const isText = typeof body === "string" && contentType?.includes("json") !== true;
  return {
    status,
    headers: kept,
    body,
    ...(isText && { text: body }),
    ...(contentType !== undefined && { contentType }),
  };
}
