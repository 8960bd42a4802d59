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

/** Blooio's operations by method and path, typed by its OpenAPI document. `Options` is what a call takes beyond them. */
export interface BlooioMethods<Options = object> {
  readonly GET: Send<"get", Options>;
  readonly POST: Send<"post", Options>;
  readonly DELETE: Send<"delete", Options>;
}

/** What openapi-fetch takes for a single call. */
type CallOptions = Omit<RequestOptions<unknown>, "body" | "params"> & Omit<RequestInit, "body" | "headers">;

/** The typed openapi-fetch client of Blooio: `client.GET("/chats", …)`. */
export interface BlooioClient extends BlooioMethods<CallOptions>, Pick<Client<paths>, "use" | "eject"> {}

/** Who asks, and where. */
export interface BlooioAccess {
  /** The key from Blooio's dashboard, sent as a bearer token. */
  readonly apiKey: string;
  /** Default: `https://api.blooio.com/v4`. */
  readonly baseUrl?: string | undefined;
}

export interface BlooioClientOptions extends BlooioAccess {
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
 * What every request to Blooio has in common, whoever sends it.
 *
 * @throws TypeError when the key cannot be sent in a header; the message does not repeat the key
 * @example
 * const { baseUrl, ...init } = blooioRequest({ apiKey: "your-key" });
 * const response = await fetch(`${baseUrl}/me`, init);
 */
export function blooioRequest({ apiKey, baseUrl = "https://api.blooio.com/v4" }: BlooioAccess): RequestBase {
  // `fetch` would refuse such a key as well, and quote it in its message.
  if (typeof apiKey !== "string" || !/^[\x21-\x7E]+$/.test(apiKey)) {
    throw new TypeError("apiKey must be visible ASCII characters");
  }
  // A redirect would carry the key to wherever it leads.
  return { baseUrl, headers: { Authorization: `Bearer ${apiKey}` }, redirect: "manual" };
}

/**
 * Creates the raw typed client of Blooio's API v4 (beta). It neither throws for an error status nor retries:
 * each call gives `{ data, error, response }`. `@switchboard/messaging/blooio` does both.
 *
 * @throws TypeError when the key cannot be sent in a header; the message does not repeat the key
 * @example
 * const blooio = createBlooioClient({ apiKey: "your-key" });
 * const { data, error, response } = await blooio.GET("/chats", { params: { query: { limit: 10 } } });
 * console.log(response.ok ? data : error);
 */
export function createBlooioClient({ apiKey, baseUrl, ...transport }: BlooioClientOptions): BlooioClient {
  const base = blooioRequest({ apiKey, baseUrl });
  return createClient<paths>({ ...base, ...transport }) as Client<never> as BlooioClient;
}
