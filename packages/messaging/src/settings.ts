import { SwitchboardError, type ApiName } from "./errors.ts";
import type { Hooks } from "./hooks.ts";
import { redactorOf, type Redact } from "./redact.ts";

/** Limits of a call. Times are in milliseconds. */
export interface CallLimits {
  /** For one request, its body included. Default: 30 000. */
  readonly timeout?: number;
  /** For the whole call with its retries and the waits between them. Default: 120 000. */
  readonly deadline?: number;
  /** How often a request may be repeated, where no second message can come of it. Default: 3. */
  readonly retries?: number;
}

/** What can be set for a single call. */
export interface CallOptions extends CallLimits {
  /** Ends the call at once, also in the middle of a wait; the call throws the signal's reason. */
  readonly signal?: AbortSignal;
  /** Further request headers. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the facade knows of a call beyond the caller's options. */
export interface RunOptions extends CallOptions {
  /** The key under which the caller would repeat the call. */
  readonly idempotencyKey?: string;
  readonly isDryRun?: boolean;
  /** In place of the API's own, where errors of the operation say more. */
  readonly readError?: ApiProfile["readError"];
}

/** What a client is made from. Limits hold for each call that does not set its own. */
export interface ClientOptions extends CallLimits {
  readonly apiKey: string;
  /** Where the service is. Default: the real one. For the mock: `mock.blotato.url`, `mock.blooio.url`. */
  readonly baseUrl?: string;
  /**
   * Default: the global `fetch`. Once it has given a response, nothing that follows counts as a connection that was never made. An
   * error that it throws counts as one only when it names the request's own address, as those of `fetch` do: so a `fetch` that
   * makes further requests, to a log for instance, does not cause a second message when one of those fails. What an address of
   * the network has to do with the service's name cannot be known here: `ECONNREFUSED` from a named service is taken for a lost
   * answer.
   */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>;
  readonly hooks?: Hooks;
}

/** What an API says in the body of an error. */
export interface ErrorReading {
  readonly message?: string | undefined;
  readonly code?: string | number | undefined;
  readonly requestId?: string | undefined;
  /** Milliseconds, where the body asks for a wait. */
  readonly retryAfter?: number | undefined;
  /** True when waiting does not help. */
  readonly isPermanent?: boolean;
}

/** What every request to a service has in common. */
export interface RequestBase {
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly redirect: "manual";
}

/** What the core has to know of an API. */
export interface ApiProfile {
  readonly api: ApiName;
  /** @throws TypeError when the key cannot be sent */
  readonly request: (access: { readonly apiKey: string; readonly baseUrl?: string | undefined }) => RequestBase;
  /** The paths on which the service honours an `Idempotency-Key`: only there may a send be repeated blindly. */
  readonly keyedPaths: RegExp | undefined;
  /** Must take anything: a body comes from outside. */
  readonly readError: (body: unknown) => ErrorReading;
}

/** A client's settings, with every default filled in. */
export interface Settings {
  readonly profile: ApiProfile;
  readonly base: RequestBase;
  /** The caller's own. */
  readonly fetch: ClientOptions["fetch"];
  readonly hooks: Hooks;
  readonly limits: Required<CallLimits>;
  readonly apiKey: string;
  /** Takes out the client's own key. */
  readonly redact: Redact;
}

export function settingsOf(profile: ApiProfile, options: ClientOptions): Settings {
  const { apiKey, baseUrl, hooks = {} } = options;
  if (baseUrl !== undefined) checkBaseUrl(baseUrl);
  const base = profile.request({ apiKey, baseUrl });
  return {
    profile,
    base: { ...base, baseUrl: base.baseUrl.replace(/\/$/, "") },
    fetch: options.fetch,
    hooks,
    limits: limitsOf(options, { timeout: 30_000, deadline: 120_000, retries: 3 }),
    apiKey,
    redact: redactorOf([apiKey]),
  };
}

/** Never quotes the address: there may be a password in it. A query or a fragment would lose the path that follows it. */
function checkBaseUrl(baseUrl: string): void {
  if (URL.canParse(baseUrl) && /^https?:\/\/[^\\\s?#@/]+(\/[^\\\s?#]*)?$/i.test(baseUrl)) return;
  throw new SwitchboardError(
    "baseUrl must be an address such as http://127.0.0.1:4010, without user, query and fragment",
  );
}

export function limitsOf(given: CallLimits, fallback: Required<CallLimits>): Required<CallLimits> {
  const { timeout = fallback.timeout, deadline = fallback.deadline, retries = fallback.retries } = given;
  const limits = { timeout, deadline, retries };
  for (const [name, value] of Object.entries(limits)) {
    if (typeof value !== "number" || !(value >= 0) || (name === "retries" && value % 1 > 0)) {
      throw new SwitchboardError(`${name} is ${value}; expected a number, 0 or more`);
    }
  }
  return limits;
}
