import { createTypedClient, type Methods, type TypedClient, type TypedClientOptions } from "@switchboard/typed-fetch";

import { serverUrl } from "./generated/operations.ts";
import type { paths } from "./generated/schema.ts";

/** Blotato's operations by method and path, typed by its OpenAPI document. `Options` is what a call takes beyond their input. */
export interface BlotatoMethods<Options = object> extends Methods<paths, Options> {}

/** The typed openapi-fetch client of Blotato: `client.GET(path, …)`. `use` adds middleware. */
export interface BlotatoClient extends TypedClient<paths> {}

/** The key is sent in the header `blotato-api-key`; where none is given, that of the environment variable `BLOTATO_API_KEY`. */
export interface BlotatoClientOptions extends TypedClientOptions {}

/** The environment variable that holds a key. */
export const keyVariable = "BLOTATO_API_KEY";

/**
 * Creates the raw typed client of Blotato's API v2. It neither throws for an error status nor retries: each call gives
 * `{ data, error, response }`, and a failure always has an `error`: a documented one, or an `UndocumentedBody`. `@switchboard/messaging/blotato` does both.
 *
 * @throws SwitchboardError when the key is missing or cannot be sent in a header; the message does not repeat the key
 * @example
 * const blotato = createBlotatoClient({ apiKey: "your-key" });
 * const { data, error, response } = await blotato.GET("/v2/conversations", { params: { query: { limit: 10 } } });
 * console.log(error === undefined ? data : response.status);
 */
export function createBlotatoClient(options: BlotatoClientOptions = {}): BlotatoClient {
  return createTypedClient<paths>(
    {
      serverUrl,
      keyVariable,
      authorize: (apiKey) => ({ "blotato-api-key": apiKey }),
      isErrorBody: ({ message }) => typeof message === "string",
    },
    options,
  );
}
