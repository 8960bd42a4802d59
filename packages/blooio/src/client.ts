import { createTypedClient, type Methods, type TypedClient, type TypedClientOptions } from "@switchboard/typed-fetch";

import { serverUrl } from "./generated/operations.ts";
import type { paths } from "./generated/schema.ts";

/** Blooio's operations by method and path, typed by its OpenAPI document. `Options` is what a call takes beyond their input. */
export interface BlooioMethods<Options = object> extends Methods<paths, Options> {}

/** The typed openapi-fetch client of Blooio: `client.GET(path, …)`. `use` adds middleware. */
export interface BlooioClient extends TypedClient<paths> {}

/** The key is sent as a bearer token; where none is given, that of the environment variable `BLOOIO_API_KEY`. */
export interface BlooioClientOptions extends TypedClientOptions {}

/** The environment variable that holds a key. */
export const keyVariable = "BLOOIO_API_KEY";

/**
 * Creates the raw typed client of Blooio's API v4 (beta). It neither throws for an error status nor retries: each call gives
 * `{ data, error, response }`, and a failure always has an `error`: a documented one, or an `UndocumentedBody`. `@switchboard/messaging/blooio` does both.
 *
 * @throws SwitchboardError when the key is missing or cannot be sent in a header; the message does not repeat the key
 * @example
 * const blooio = createBlooioClient({ apiKey: "your-key" });
 * const { data, error, response } = await blooio.GET("/chats", { params: { query: { limit: 10 } } });
 * console.log(error === undefined ? data : response.status);
 */
export function createBlooioClient(options: BlooioClientOptions = {}): BlooioClient {
  return createTypedClient<paths>(
    { serverUrl, keyVariable, authorize: (apiKey) => ({ Authorization: `Bearer ${apiKey}` }), isErrorBody },
    options,
  );
}

/** Those of the operations hold an object, those of the key check texts; and of a fan-out, the results are the error. */
function isErrorBody({ data, error, fan_out: fanOut, message }: Readonly<Record<string, unknown>>): boolean {
  if (typeof error !== "object" || error === null) {
    return fanOut === true ? Array.isArray(data) : typeof error === "string" || typeof message === "string";
  }
  const detail = error as { readonly code?: unknown; readonly message?: unknown };
  return typeof detail.code === "string" && typeof detail.message === "string";
}
