import {
  UndocumentedBody,
  type CallOptions as ClientCallOptions,
  type Operation,
  type Pagination,
  type TypedClient,
} from "@switchboard/typed-fetch";

import { checkBounds } from "./bounds.ts";
import { withResponse, type ApiPromise } from "./api-promise.ts";
import { Call } from "./call.ts";
import { rejectedBy, unreadable } from "./failures.ts";
import {
  limitsOf,
  settingsOf,
  type CallOptions,
  type ClientOptions,
  type RunOptions,
  type Settings,
} from "./options.ts";
import { Listing, type ListOptions, type RawPage } from "./pagination.ts";
import type { ApiProfile } from "./profile.ts";
import type { Read } from "./result.ts";
import { retrying } from "./transport/transport.ts";

/** The part of a client that is the same for each API. */
export interface Core {
  /**
   * Runs one logical call, and reads its success; `read` may reject it. Input that has to be checked is given as a function: what that
   * throws rejects the promise, as all that goes wrong does.
   */
  readonly call: <Input extends object, Output, Result = Output>(
    operation: Operation<Input, Output, unknown>,
    input: NoInfer<Input> | (() => NoInfer<Input>),
    options?: RunOptions,
    read?: Read<Output, Result>,
  ) => ApiPromise<Result>;
  /** Makes the listing of an operation that gives a page of what a query selects; `check` may reject a page. */
  readonly list: <Input extends object, Output, Item extends object>(
    operation: Operation<Input, Output, Item>,
    input: NoInfer<Input>,
    options?: ListOptions,
    check?: Read<RawPage<Item>, void>,
  ) => Listing<Item>;
  readonly settings: Settings;
}

/** What a raw call takes beyond the input of its operation: the limits of a call, and what the generated client takes. */
export interface RawOptions extends CallOptions, Omit<ClientCallOptions, "fetch" | "headers" | "signal"> {}

/** The generated client: a call gives `{ data, error, response }`. */
type Methods = Readonly<Record<Operation<never, never>["method"], (path: string, init: object) => Promise<Result>>> &
  Pick<TypedClient<never>, "use" | "eject">;

interface Result {
  readonly data?: object;
  readonly error?: object;
  readonly response: Response;
}

/** What the input of an operation consists of. */
interface AnyInput {
  readonly body?: unknown;
  readonly header?: object;
  readonly path?: object;
  readonly query?: Readonly<Record<string, unknown>>;
}

/**
 * Creates what the client of an API is built on: the generated client, each of its calls over a `fetch` that repeats what may be
 * repeated.
 */
export function createCore(profile: ApiProfile, options: ClientOptions): { readonly core: Core; readonly raw: object } {
  const settings = settingsOf(profile, options);
  const { apiKey, baseUrl } = settings;
  const client = profile.createClient({ apiKey, baseUrl }) as Methods;

  const run = async (
    own: Call,
    { bounds, isEmpty = false, method, path }: Operation<never, unknown, unknown>,
    input: object | (() => object),
    read: Read<never, unknown> | undefined,
  ): Promise<unknown> => {
    const given = own.options;
    const {
      body,
      header,
      path: ids,
      query,
    }: AnyInput = typeof input === "function" ? (input as () => object)() : input;
    if (bounds !== undefined) checkBounds(bounds, body);
    own.limits = limitsOf(given, settings.limits);
    const { data, error, response } = await client[method](path, {
      params: { path: ids, query, header },
      body,
      headers: given.headers,
      cache: given.cache,
      fetch: retrying(own, path),
    });
    own.response = response;
    if (error !== undefined && !response.ok) throw rejectedBy(own, response, error);
    if (error !== undefined || Array.isArray(data) || (data === undefined && !isEmpty)) {
      throw unreadable(own, "the response is not a JSON object", error ?? data ?? null, given.isDryRun !== true);
    }
    return read === undefined ? data : read(data as never, own);
  };

  const call = (
    operation: Operation<never, unknown, unknown>,
    input: object | (() => object),
    given: RunOptions = {},
    read?: Read<never, unknown>,
  ): ApiPromise<unknown> => {
    const own = new Call(settings, operation.id, given);
    return withResponse(run(own, operation, input, read), own);
  };

  const list: Core["list"] = (operation, input, given = {}, check) => {
    const { parameter } = profile.pagination;
    const { query = {} }: AnyInput = input;
    const readPage = (body: never, own: Call): RawPage<never> => {
      const page = pageIn<never>(body, profile.pagination, own);
      check?.(page, own);
      return page;
    };
    return new Listing({
      fetchPage: (cursor, pageOptions) =>
        call(
          operation,
          cursor === undefined ? input : { ...input, query: { ...query, [parameter]: cursor } },
          pageOptions,
          readPage,
        ) as Promise<RawPage<never>>,
      start: query[parameter] as string | undefined,
      options: given,
      redact: settings.redact,
    });
  };

  return { core: { call: call as Core["call"], list, settings }, raw: createRaw(client, settings) };
}

/** The page in a response, whose fields the API's document names. */
function pageIn<Item>(
  body: Readonly<Record<string, unknown>>,
  { cursor, items, more }: Pagination,
  call: Call,
): RawPage<Item> {
  return {
    items: body[items] as readonly Item[] | undefined,
    cursor: body[cursor] as string | null | undefined,
    hasMore: more === undefined ? undefined : (body[more] as boolean | undefined),
    call,
  };
}

/** The generated client for calls of a program's own, with the retries and limits of a call. */
function createRaw(client: Methods, settings: Settings): object {
  const method =
    (name: Operation<never, never>["method"]) =>
    async (
      path: string,
      { deadline, retries, signal, timeout, ...init }: RawOptions & Record<string, unknown> = {},
    ): Promise<Result> => {
      const call = new Call(settings, settings.redact(`${name} ${path}`), { deadline, retries, signal, timeout });
      call.limits = limitsOf(call.options, settings.limits);
      const { error, ...result } = await client[name](path, { ...init, fetch: retrying(call, path) });
      if (error === undefined) return result;
      // A page of a proxy may quote the key.
      const shown =
        error instanceof UndocumentedBody ? new UndocumentedBody(error.status, call.redact(error.text)) : error;
      return { ...result, error: shown };
    };
  return {
    ...client,
    GET: method("GET"),
    PUT: method("PUT"),
    POST: method("POST"),
    PATCH: method("PATCH"),
    DELETE: method("DELETE"),
  };
}
