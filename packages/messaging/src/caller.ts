import { startCall, type Call, type Fail, type RawResult } from "./call.ts";
import { Listing, type ListOptions, type RawPage } from "./paginate.ts";
import type { RequestInput } from "./request.ts";
import {
  settingsOf,
  type ApiProfile,
  type CallOptions,
  type ClientOptions,
  type RunOptions,
  type Settings,
} from "./settings.ts";

/** What a raw call takes beyond the parameters and the body of its operation. */
export type RawOptions = Pick<CallOptions, "headers" | "signal">;

/** What the facade passes to a raw method, beside parameters and body: the call that it is part of. */
export interface CallInit extends RawOptions {
  readonly call?: Call;
}

/** Runs one logical call over a raw method, and reads its result; `read` may refuse a success. */
type Caller = <Data, Result = Data>(
  operationId: string,
  options: RunOptions,
  send: (init: CallInit) => Promise<RawResult<Data>>,
  read?: (data: Data, fail: Fail) => Result,
) => Promise<Result>;

/** A client without what is particular to an API. `Methods` are the raw ones, as the API's document types them. */
export interface Core<Methods> {
  /** The generated client: it gives `{ data, error, response }`. */
  readonly raw: Methods;
  readonly run: Caller;
  /** Makes the listing of an operation that gives a page of what a query selects. */
  readonly list: <Query extends { readonly cursor?: string }, Data, Item extends { readonly id: string }>(
    operationId: string,
    query: Query,
    options: ListOptions,
    send: (init: CallInit, query: Query) => Promise<RawResult<Data>>,
    read: (data: Data, fail: Fail) => RawPage<Item>,
  ) => Listing<Item>;
  /** The errors of an operation for which no request is needed: what failed is known already. */
  readonly failure: (operationId: string) => Fail;
  readonly settings: Settings;
}

/** Whichever of these the document of an API has. */
const methods = ["GET", "PUT", "POST", "DELETE", "PATCH"];

/**
 * Makes the client of an API. Its raw methods have the types that are generated from the API's document, and the retries,
 * timeouts and errors of this package. openapi-fetch, which the raw client of the API's own package is made with, would take a
 * third of the room that a program has for all of it, and is no longer developed.
 */
function createCore(profile: ApiProfile, options: ClientOptions): Core<object> {
  const settings = settingsOf(profile, options);

  const method =
    (name: string) =>
    // A call of the raw client's own has no other name.
    async (path: string, init: RequestInput & CallInit = {}): Promise<RawResult<unknown>> =>
      (init.call ?? startCall(settings, settings.redact(`${name} ${path}`), init)).send(name, path, init);

  const run: Caller = async (operationId, given, send, read) => {
    const call = startCall(settings, operationId, given);
    await send({ call });
    const data = call.unwrap() as never;
    return read === undefined ? data : read(data, call);
  };

  return {
    raw: Object.fromEntries(methods.map((name) => [name, method(name)])) as object,
    run,
    list: (operationId, query, given, send, read) =>
      new Listing({
        fetchPage: (cursor, pageOptions) =>
          run(operationId, pageOptions, (init) => send(init, { ...query, cursor }), read),
        start: query.cursor,
        options: given,
        redact: settings.redact,
      }),
    failure: (operationId) => startCall(settings, operationId, {}),
    settings,
  };
}

/** A client made of parts, under the names that its maker gave them. */
type Assembled<Parts extends Readonly<Record<string, (core: never) => unknown>>> = {
  readonly [Name in keyof Parts]: ReturnType<Parts[Name]>;
};

/** Makes a client of its parts. */
export function assemble<Parts extends Readonly<Record<string, (core: never) => unknown>>>(
  parts: Parts,
  profile: ApiProfile,
  options: ClientOptions,
): Assembled<Parts> {
  const core = createCore(profile, options) as never;
  return Object.fromEntries(Object.entries(parts).map(([name, create]) => [name, create(core)])) as Assembled<Parts>;
}
