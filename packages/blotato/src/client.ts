import createClient, {
  type Client,
  type ClientOptions,
  type ParamsOption,
  type RequestBodyOption,
  type RequestOptions,
} from "openapi-fetch";
import type * as Helpers from "openapi-typescript-helpers";

import type { paths } from "./generated/schema.ts";

// openapi-fetch's own types rewrite each response to strip write-only fields, and would take an open enum apart into
// the methods of a string; and they leave a misspelt field in a body unnoticed.
type Answer<Operation> = Operation extends { responses: infer Responses extends Record<number, unknown> }
  ?
      | { data: Helpers.SuccessResponse<Responses>; error?: never; response: Response }
      | { data?: never; error: Helpers.ErrorResponse<Responses>; response: Response }
  : never;
type Init<Options> = Helpers.RequiredKeysOf<Options> extends never ? [init?: Options] : [init: Options];
type Input<Operation> = ParamsOption<Operation> & RequestBodyOption<Operation>;
type Send<Method extends Helpers.HttpMethod, Options> = <Path extends Helpers.PathsWithMethod<paths, Method>>(
  path: Path,
  ...init: Init<Input<Helpers.FilterKeys<paths[Path], Method>> & Options>
) => Promise<Answer<Helpers.FilterKeys<paths[Path], Method>>>;

/** Blotato's operations by method and path, typed by its OpenAPI document. `Options` is what a call takes beyond them. */
export interface BlotatoMethods<Options = object> {
  readonly GET: Send<"get", Options>;
  readonly POST: Send<"post", Options>;
}

/** What openapi-fetch takes for a single call. */
type CallOptions = Omit<RequestOptions<unknown>, "body" | "params"> & Omit<RequestInit, "body" | "headers">;

/** The typed openapi-fetch client of Blotato: `client.GET("/v2/conversations", …)`. */
export interface BlotatoClient extends BlotatoMethods<CallOptions>, Pick<Client<paths>, "use" | "eject"> {}

/** Who asks, and where. */
export interface BlotatoAccess {
  /** The key from Blotato's settings. It is sent as it is given, in the header `blotato-api-key`. */
  readonly apiKey: string;
  /** Default: `https://backend.blotato.com`. */
  readonly baseUrl?: string | undefined;
}

export interface BlotatoClientOptions extends BlotatoAccess {
  /** Default: the global `fetch`. */
  readonly fetch?: NonNullable<ClientOptions["fetch"]>;
  /** What openapi-fetch builds for each call and hands to `fetch`. Default: the global `Request`. */
  readonly Request?: NonNullable<ClientOptions["Request"]>;
}

/** What every request to a service has in common. */
export interface RequestBase {
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly redirect: "manual";
}

/**
 * What every request to Blotato has in common, whoever sends it.
 *
 * @throws TypeError when the key cannot be sent in a header; the message does not repeat the key
 * @example
 * const { baseUrl, ...init } = blotatoRequest({ apiKey: "your-key" });
 * const response = await fetch(`${baseUrl}/v2/users/me`, init);
 */
export function blotatoRequest({ apiKey, baseUrl = "https://backend.blotato.com" }: BlotatoAccess): RequestBase {
  // `fetch` would refuse such a key as well, and quote it in its message.
  if (typeof apiKey !== "string" || !/^[\x21-\x7E]+$/.test(apiKey)) {
    throw new TypeError("apiKey must be visible ASCII characters");
  }
  // A redirect would carry the key to wherever it leads.
  return { baseUrl, headers: { "blotato-api-key": apiKey }, redirect: "manual" };
}

/**
 * Creates the raw typed client of Blotato's API v2. It neither throws for an error status nor retries:
 * each call gives `{ data, error, response }`. `@switchboard/messaging/blotato` does both.
 *
 * @throws TypeError when the key cannot be sent in a header; the message does not repeat the key
 * @example
 * const blotato = createBlotatoClient({ apiKey: "your-key" });
 * const { data, error, response } = await blotato.GET("/v2/conversations", { params: { query: { limit: 10 } } });
 * console.log(response.ok ? data : error);
 */
export function createBlotatoClient({ apiKey, baseUrl, ...transport }: BlotatoClientOptions): BlotatoClient {
  const base = blotatoRequest({ apiKey, baseUrl });
  return createClient<paths>({ ...base, ...transport }) as Client<never> as BlotatoClient;
}
