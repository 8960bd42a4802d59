import type { Call } from "./call.ts";

/** The data of a call, with the response that it came in. */
export interface ApiResponse<Data> {
  readonly data: Data;
  /** With its status and headers. Its body has been read: `data` is what it held. */
  readonly response: Response;
  /** The vendor's name for the request, to quote to its support, where a header gives one. */
  readonly requestId: string | undefined;
}

/**
 * What a call gives: a promise of its data. It was sent already, awaited or not.
 *
 * @example
 * const { data, requestId, response } = await blooio.chats.get("chat_1").withResponse();
 * console.log(data.state, requestId, response.headers.get("date"));
 */
export interface ApiPromise<Data> extends Promise<Data> {
  /** The data together with the response that it came in. */
  withResponse(): Promise<ApiResponse<Data>>;
}

/** Lets a promise of a call's data give the response as well: the promise itself, so that awaiting it costs what it did. */
export function withResponse<Data>(promise: Promise<Data>, call: Call): ApiPromise<Data> {
  return Object.assign(promise, {
    withResponse: async (): Promise<ApiResponse<Data>> => {
      const data = await promise;
      // Without a response, there would be no data.
      const response = call.response as Response;
      return { data, response, requestId: requestIdOf(response) };
    },
  });
}

/** The vendor's name for a request, where a header gives one. */
export const requestIdOf = (response: Response | undefined): string | undefined =>
  response?.headers.get("x-request-id") ?? undefined;
