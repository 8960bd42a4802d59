import {
  apiKeyFrom,
  baseUrlFrom,
  checkFetch,
  SwitchboardError,
  type Fetch,
  type TypedClientOptions,
  type ApiKey,
  type RateLimits,
} from "@switchboard/typed-fetch";

import type { Hooks } from "./hooks.ts";
import { keepingTo, type Limiter } from "./transport/limiter.ts";
import type { ApiProfile } from "./profile.ts";
import { redactorOf, type Redact } from "./redact.ts";

/** Limits of a call. Times are in milliseconds; with no time at all, nothing is sent. */
export interface CallLimits {
  /** For one request, its body included. Default: 30 000. */
  readonly timeout?: number | undefined;
  /** For the whole call with its retries and the waits between them. Default: 120 000. */
  readonly deadline?: number | undefined;
  /** How often a request may be repeated, where no second message can come of it. Default: 3. */
  readonly retries?: number | undefined;
}

/** Limits with every default filled in. */
export type Limits = Readonly<Record<keyof CallLimits, number>>;

/** What can be set for a single call. */
export interface CallOptions extends CallLimits {
  /** Ends the call at once, also in the middle of a wait; the call throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Further request headers. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** What the facade knows of a call beyond the caller's options. */
export interface RunOptions extends CallOptions {
  /** The key under which the caller would repeat the call. */
  readonly idempotencyKey?: string | undefined;
  readonly isDryRun?: boolean;
  /** `no-store`: not a response that something in between has kept. */
  readonly cache?: "no-store" | undefined;
}

/** What a client is made from. Limits hold for each call that does not set its own. */
export interface ClientOptions extends TypedClientOptions, CallLimits {
  /**
   * Default: the global `fetch`. Once it has given a response, nothing that follows counts as a connection that was never made. An
   * error that it throws counts as one only when it names the request's own address, as those of `fetch` do: so a `fetch` that
   * makes further requests, to a log for instance, does not cause a second message when one of those fails. What an address of
   * the network has to do with the service's name cannot be known here: `ECONNREFUSED` from a named service is taken for a lost
   * response.
   */
  readonly fetch?: Fetch | undefined;
  readonly hooks?: Hooks | undefined;
  /**
   * Decides when each request is sent, where a rate is to be kept; or says how many requests a minute each route takes, such as
   * `blotatoRateLimits`. Default: at once.
   */
  readonly limiter?: Limiter | RateLimits | undefined;
  /**
   * Epoch milliseconds, with which a time to come is compared. Default: `Date.now`. A test gives the clock of its mock:
   * `now: mock.clock.now`.
   */
  readonly now?: (() => number) | undefined;
}

/** A client's settings, with every default filled in. */
export interface Settings {
  readonly profile: ApiProfile;
  readonly baseUrl: string;
  readonly apiKey: ApiKey;
  /** The caller's own. */
  readonly fetch: Fetch | undefined;
  readonly hooks: Hooks;
  readonly limiter: Limiter | undefined;
  readonly now: () => number;
  readonly limits: Limits;
  /** Removes the client's own key, where that is known before a call. */
  readonly redact: Redact;
}

/** @throws SwitchboardError when an option cannot be used */
export function settingsOf(profile: ApiProfile, options: ClientOptions): Settings {
  const { baseUrl = profile.serverUrl, fetch, hooks = {}, limiter, now = Date.now } = options;
  const apiKey = apiKeyFrom(options.apiKey, profile.keyVariable);
  checkFetch(fetch);
  if (typeof now !== "function") {
    throw new SwitchboardError(
      `now is ${typeof now}; expected a function that gives epoch milliseconds`,
      "invalidOption",
    );
  }
  return {
    profile,
    baseUrl: baseUrlFrom(baseUrl),
    apiKey,
    fetch,
    hooks,
    limiter: typeof limiter === "object" ? keepingTo(limiter) : limiter,
    now,
    limits: limitsOf(options, { timeout: 30_000, deadline: 120_000, retries: 3 }),
    redact: redactorOf(typeof apiKey === "string" ? [apiKey] : []),
  };
}

/** @throws SwitchboardError when a limit is not a number of 0 or more */
export function limitsOf(given: CallLimits, fallback: Limits): Limits {
  if (given.timeout === undefined && given.deadline === undefined && given.retries === undefined) return fallback;
  const { timeout = fallback.timeout, deadline = fallback.deadline, retries = fallback.retries } = given;
  const limits = { timeout, deadline, retries };
  for (const [name, value] of Object.entries(limits)) {
    if (typeof value !== "number" || !(value >= 0) || (name === "retries" && value % 1 > 0)) {
      throw new SwitchboardError(`${name} is ${value}; expected a number, 0 or more`, "invalidOption");
    }
  }
  return limits;
}

/** The idempotency key that the caller gave a call, as an option or as a header. */
export const givenKey = ({ headers, idempotencyKey }: RunOptions): string | undefined =>
  idempotencyKey ?? Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === "idempotency-key")?.[1];
