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

/** The typed openapi-fetch client of Blooio: `client.GET("/chats", …)`. */
export interface BlooioClient extends Pick<Client<paths>, "use" | "eject"> {
  readonly GET: Send<"get">;
  readonly POST: Send<"post">;
  readonly DELETE: Send<"delete">;
}

export interface BlooioClientOptions {
  /** The key from Blooio's dashboard, sent as a bearer token. */
  readonly apiKey: string;
  /** Default: `https://api.blooio.com/v4`. */
  readonly baseUrl?: string;
  /** Default: the global `fetch`. */
  readonly fetch?: NonNullable<ClientOptions["fetch"]>;
  /** What openapi-fetch builds for each call and hands to `fetch`. Default: the global `Request`. */
  readonly Request?: NonNullable<ClientOptions["Request"]>;
}

/**
 * Creates the raw typed client of Blooio's API v4 (beta). It neither throws for an error status nor retries:
 * each call gives `{ data, error, response }`. `@switchboard/messaging/blooio` does both on top of it.
 *
 * @throws TypeError when the key cannot be sent in a header; the message does not repeat the key
 * @example
 * const blooio = createBlooioClient({ apiKey: "your-key" });
 * const { data, error, response } = await blooio.GET("/chats", { params: { query: { limit: 10 } } });
 * console.log(response.ok ? data : error);
 */
export function createBlooioClient({ apiKey, baseUrl, ...transport }: BlooioClientOptions): BlooioClient {
  // `fetch` would refuse such a key as well, and quote it in its message.
  if (typeof apiKey !== "string" || !/^[\x21-\x7E]+$/.test(apiKey)) {
    throw new TypeError(
      "apiKey must be visible ASCII characters, without spaces or line breaks; is it empty, or quoted?",
    );
  }
  return createClient<paths>({
    baseUrl: baseUrl ?? "https://api.blooio.com/v4",
    headers: { Authorization: `Bearer ${apiKey}` },
    // A redirect would carry the key to wherever it leads.
    redirect: "manual",
    ...transport,
  }) as Client<never> as BlooioClient;
}
