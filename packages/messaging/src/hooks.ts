import type { ApiName } from "./errors.ts";

/** One request of a call, as hooks see it. It never holds the API key or a body. */
export interface RequestEvent {
  readonly api: ApiName;
  readonly operationId: string;
  /** 1 for the first request of the call. */
  readonly attempt: number;
  readonly method: string;
  readonly url: string;
}

/** How a request ended. */
export interface ResponseEvent extends RequestEvent {
  /** The HTTP status; undefined when no complete answer came. */
  readonly status: number | undefined;
  /** Milliseconds from the request to the end of the answer's body. */
  readonly duration: number;
  /** The vendor's name for the request, where a header gives one. */
  readonly requestId: string | undefined;
}

/** A request that will be sent again. */
export interface RetryEvent extends ResponseEvent {
  /** Milliseconds until the next request. */
  readonly delay: number;
}

/**
 * Functions that watch the requests of a client. They cannot change a call: what they throw is ignored, so that a broken
 * logger loses no message.
 */
export interface Hooks {
  readonly onRequest?: (event: RequestEvent) => void;
  /** Also when the request was aborted. */
  readonly onResponse?: (event: ResponseEvent) => void;
  readonly onRetry?: (event: RetryEvent) => void;
}

/** Runs a hook, if there is one, and keeps whatever it throws, at once or later, from the call. */
export function notify<Event>(hook: ((event: Event) => unknown) | undefined, event: () => Event): void {
  try {
    if (hook !== undefined) Promise.resolve(hook(event())).catch(() => undefined);
  } catch {
    // Told in the doc comment of Hooks.
  }
}
