import createClient, { type Middleware } from "openapi-fetch";

import { apiKeyFrom, baseUrlFrom, checkFetch, checkKey, type ApiKey } from "./check-options.ts";
import { checkHeaders, checkPath, checkQuery, type Parameters, type RequestParameters } from "./check-request.ts";
import { SwitchboardError } from "./errors.ts";
import { readResult, type Result, type TextResult } from "./read-result.ts";
import { sendRequest, SlimRequest, type Fetch } from "./slim-request.ts";
import type { TypedClient } from "./types.ts";
import { formOf, holdsFile } from "./upload.ts";

/** What a client is made from. */
export interface TypedClientOptions {
  /** Default: that of the API's environment variable. */
  readonly apiKey?: ApiKey | undefined;
  /** Default: the address of the real service. */
  readonly baseUrl?: string | URL | undefined;
  /** Default: the global `fetch`, as it is at each call. */
  readonly fetch?: Fetch | undefined;
}

/** What a client has to know of its API. */
export interface ApiAccess {
  readonly serverUrl: string;
  /** The environment variable that holds a key. */
  readonly keyVariable: string;
  /** The header that carries a key. */
  readonly authorize: (apiKey: string) => Readonly<Record<string, string>>;
  /** Whether a JSON object is an error as the API documents them. */
  readonly isErrorBody: (body: Readonly<Record<string, unknown>>) => boolean;
}

/** What openapi-fetch takes for a single call, and what it takes from here. */
interface CallInit {
  readonly body?: unknown;
  readonly params?: RequestParameters;
  readonly headers?: Parameters;
  readonly middleware?: readonly Middleware[];
  readonly fetch?: Fetch;
}

type Send = (path: string, init: object) => Promise<TextResult>;

const methods = ["GET", "PUT", "POST", "PATCH", "DELETE"] as const;

/**
 * Creates a typed client. It neither throws for an error status nor retries; `error` is never empty where a call failed, also where
 * the body is. Redirects are not followed, since they would carry the key to wherever they lead.
 *
 * @throws SwitchboardError when the key is missing or cannot be sent, and for a `baseUrl` that is not an address
 */
export function createTypedClient<Paths extends object>(
  { authorize, isErrorBody, keyVariable, serverUrl }: ApiAccess,
  { apiKey, baseUrl = serverUrl, fetch: ownFetch }: TypedClientOptions,
): TypedClient<Paths> {
  checkFetch(ownFetch);
  const key = apiKeyFrom(apiKey, keyVariable);
  const client = createClient<never>({
    baseUrl: baseUrlFrom(baseUrl),
    ...(typeof key === "string" && { headers: authorize(key) }),
    redirect: "manual",
    Request: SlimRequest as never,
  });
  const middleware = new Set<Middleware>();

  const withKey = async (give: () => string | Promise<string>, own: Parameters | undefined): Promise<Parameters> => ({
    ...authorize(checkKey(await give(), "the function apiKey gave none")),
    ...own,
  });

  const call = async (method: (typeof methods)[number], path: string, init: CallInit = {}): Promise<Result> => {
    const { fetch = ownFetch, headers, params } = init;
    checkFetch(fetch);
    checkPath(path, params?.path);
    if (headers !== undefined) checkHeaders(headers);
    if (params?.header !== undefined) checkHeaders(params.header);
    const hasMiddleware = middleware.size > 0 || init.middleware !== undefined;
    try {
      return readResult(
        await (client[method] as Send)(path, {
          ...init,
          ...(holdsFile(init.body) && { body: await formOf(init.body) }),
          headers: typeof key === "string" ? headers : await withKey(key, headers),
          parseAs: "text",
          fetch: (request: SlimRequest | Request) => sendRequest(request, fetch ?? globalFetch()),
          // Middleware expects a real one.
          ...(hasMiddleware && { Request: globalThis.Request }),
        }),
        isErrorBody,
      );
    } catch (error) {
      if (error instanceof URIError) checkQuery(params?.query);
      throw error;
    }
  };

  return {
    ...Object.fromEntries(methods.map((method) => [method, call.bind(undefined, method)])),
    use: (...added: Middleware[]) => {
      client.use(...added);
      for (const each of added) middleware.add(each);
    },
    eject: (...removed: Middleware[]) => {
      client.eject(...removed);
      for (const each of removed) middleware.delete(each);
    },
  } as unknown as TypedClient<Paths>;
}

/**
 * Looked up at each call, so that a global which a test replaces is used.
 *
 * @throws SwitchboardError where the runtime has none
 */
export function globalFetch(): Fetch {
  if (typeof globalThis.fetch === "function") return globalThis.fetch;
  throw new SwitchboardError("This runtime has no global fetch; give one as the option fetch", "noFetch");
}
