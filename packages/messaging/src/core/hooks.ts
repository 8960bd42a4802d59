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
  /** The HTTP status; undefined when no complete response came. */
  readonly status: number | undefined;
  /** Those of the response, by their names in small letters; empty when no complete response came. */
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds from the request to the end of the response's body. */
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
 * Functions that watch the requests of a client. They cannot change a call: what they throw does not reach it, so that a broken
 * logger loses no message. The first error of a client's hooks is written to the console.
 */
export interface Hooks {
  onRequest?(event: RequestEvent): void;
  /** Also runs when the request was aborted. */
  onResponse?(event: ResponseEvent): void;
  onRetry?(event: RetryEvent): void;
}

/** The hooks whose error was reported: a broken one fails at each request. */
const reported = new WeakSet<Hooks>();

/** Runs a hook, if there is one, and keeps whatever it throws, at once or later, from the call. */
export function notify<Name extends keyof Hooks>(
  hooks: Hooks,
  name: Name,
  event: () => Parameters<NonNullable<Hooks[Name]>>[0],
): void {
  if (hooks[name] === undefined) return;
  const report = (error: unknown): void => {
    if (reported.has(hooks)) return;
    reported.add(hooks);
    console.error(`@switchboard/messaging: the hook ${name} failed, and nothing more is said of these hooks:`, error);
  };
  try {
    // Called on its object, which may be an instance of a class.
    Promise.resolve((hooks as Record<string, (event: unknown) => unknown>)[name]?.(event())).catch(report);
  } catch (error) {
    report(error);
  }
}
