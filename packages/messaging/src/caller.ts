import {
  settingsOf,
  startCall,
  type ApiProfile,
  type Call,
  type CallOptions,
  type ClientOptions,
  type RunOptions,
  type Settings,
} from "./call.ts";
import type { ApiError } from "./errors.ts";
import { Listing, type ListOptions, type RawPage } from "./paginate.ts";
import { requestOf, type RequestInput } from "./request.ts";
import { sendWithRetries } from "./retry.ts";
import { apiError, unreadable, unwrap, type FetchResult } from "./unwrap.ts";

/** What a raw call takes beyond the parameters and the body of its operation. */
export type RawOptions = Pick<CallOptions, "headers" | "signal">;

/** What the facade passes to a raw method, beside parameters and body: the call that it is part of. */
export interface CallInit extends RawOptions {
  readonly call?: Call;
}

/** Turns a success into the error of its call: what was accepted and failed, or is not what it should be. */
export interface Fail {
  /** The service says that the delivery failed. */
  readonly delivery: <Body>(reason: string, code: string | number | undefined, body: Body) => ApiError<Body>;
  /** The answer lacks what it must have; what was asked for is likely to have been done. */
  readonly unreadable: (reason: string, body: unknown) => ApiError;
}

/** Runs one logical call over a raw method, and reads its result; `read` may refuse a success. */
export type Caller = <Data, Result = Data>(
  operationId: string,
  options: RunOptions,
  send: (init: CallInit) => Promise<FetchResult<Data>>,
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
    send: (init: CallInit, query: Query) => Promise<FetchResult<Data>>,
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
 * timeouts and errors of this package; openapi-fetch, which the raw client of the API's own package is made with, takes more
 * room than all of that together.
 */
function createCore<Methods>(profile: ApiProfile, options: ClientOptions): Core<Methods> {
  const settings = settingsOf(profile, options);

  const method =
    (name: string) =>
    async (path: string, init: RequestInput & CallInit = {}): Promise<FetchResult<unknown>> => {
      // A call of the raw client's own has no other name.
      const call = init.call ?? startCall(`${name} ${path}`, settings, init);
      const { body, response, text } = await sendWithRetries(requestOf(name, path, init, call), call);
      if (!response.ok) return { error: body === undefined ? text : body, response };
      if (body === undefined && text !== "") throw unreadable("the answer is not valid JSON", text, call);
      return { data: body, response };
    };

  const run: Caller = async (operationId, given, send, read) => {
    const call = startCall(operationId, settings, given);
    const data = unwrap(await send({ call }), call);
    return read === undefined ? (data as never) : read(data, failing(call));
  };

  return {
    raw: Object.fromEntries(methods.map((name) => [name, method(name)])) as Methods,
    run,
    list: (operationId, query, given, send, read) =>
      new Listing(
        (cursor, pageOptions) =>
          run(
            operationId,
            pageOptions,
            (init) => send(init, cursor === undefined ? query : { ...query, cursor }),
            read,
          ),
        query.cursor,
        given,
        settings.redact,
      ),
    failure: (operationId) => failing(startCall(operationId, settings, {})),
    settings,
  };
}

/** Makes a client of its parts. */
export function assemble<Whole extends Core<unknown>, Client>(
  parts: Readonly<Record<string, (core: Whole) => unknown>>,
  profile: ApiProfile,
  options: ClientOptions,
): Client {
  const core = createCore(profile, options) as Whole;
  return Object.fromEntries(Object.entries(parts).map(([name, create]) => [name, create(core)])) as Client;
}

const failing = (call: Call): Fail => ({
  unreadable: (reason, body) => {
    call.maybeSent ||= call.repeatability !== "idempotent";
    return unreadable(reason, body, call);
  },
  delivery: (reason, code, body) => apiError(reason, call, { kind: "delivery", code, body }),
});
