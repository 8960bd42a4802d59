import createClient, { type Client, type ClientOptions, type FetchOptions } from "openapi-fetch";
import type * as Helpers from "openapi-typescript-helpers";

import type { paths } from "./generated/schema.ts";

// openapi-fetch's own types rewrite each response to strip write-only fields, and would take an open enum apart into
// the methods of a string; and they leave a misspelt field in a body unnoticed.
type Answer<Operation> = Operation extends { responses: infer Responses extends Record<number, unknown> }
  ?
      | { data: Helpers.SuccessResponse<Responses>; error?: never; response: Response }
      | { data?: never; error: Helpers.ErrorResponse<Responses>; response: Response }
  : never;
type Init<Options> =
  Helpers.RequiredKeysOf<Options> extends never ? [init?: Options & Further] : [init: Options & Further];
type Further = { readonly [key: string]: unknown };
type Send<Method extends Helpers.HttpMethod> = <Path extends Helpers.PathsWithMethod<paths, Method>>(
  path: Path,
  ...init: Init<FetchOptions<Helpers.FilterKeys<paths[Path], Method>>>
) => Promise<Answer<Helpers.FilterKeys<paths[Path], Method>>>;

/** The typed openapi-fetch client of Blotato: `client.GET("/v2/conversations", …)`. */
export interface BlotatoClient extends Pick<Client<paths>, "use" | "eject"> {
  readonly GET: Send<"get">;
  readonly POST: Send<"post">;
}

export interface BlotatoClientOptions {
  /** The key from Blotato's settings. It is sent as it is given, in the header `blotato-api-key`. */
  readonly apiKey: string;
  /** Default: `https://backend.blotato.com`. */
  readonly baseUrl?: string;
  /** Default: the global `fetch`. */
  readonly fetch?: NonNullable<ClientOptions["fetch"]>;
  /** What openapi-fetch builds for each call and hands to `fetch`. Default: the global `Request`. */
  readonly Request?: NonNullable<ClientOptions["Request"]>;
}

/**
 * Creates the raw typed client of Blotato's API v2. It neither throws for an error status nor retries:
 * each call gives `{ data, error, response }`. `@switchboard/messaging/blotato` does both on top of it.
 *
 * @throws TypeError when the key cannot be sent in a header; the message does not repeat the key
 * @example
 * const blotato = createBlotatoClient({ apiKey: "your-key" });
 * const { data, error, response } = await blotato.GET("/v2/conversations", { params: { query: { limit: 10 } } });
 * console.log(response.ok ? data : error);
 */
export function createBlotatoClient({ apiKey, baseUrl, ...transport }: BlotatoClientOptions): BlotatoClient {
  // `fetch` would refuse such a key as well, and quote it in its message.
  if (typeof apiKey !== "string" || !/^[\x21-\x7E]+$/.test(apiKey)) {
    throw new TypeError(
      "apiKey must be visible ASCII characters, without spaces or line breaks; is it empty, or quoted?",
    );
  }
  return createClient<paths>({
    baseUrl: baseUrl ?? "https://backend.blotato.com",
    headers: { "blotato-api-key": apiKey },
    // A redirect would carry the key to wherever it leads.
    redirect: "manual",
    ...transport,
  }) as Client<never> as BlotatoClient;
}
