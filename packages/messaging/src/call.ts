import { SwitchboardError, type ApiErrorKind, type ApiName, type CallFacts } from "./errors.ts";
import type { Hooks } from "./hooks.ts";
import { redactorOf, secretsIn, type Redact } from "./redact.ts";
import type { Answer, Repeatability } from "./retry.ts";

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
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Whether the caller gave the `fetch`. */
  readonly isCustomFetch: boolean;
  readonly hooks: Hooks;
  readonly limits: Required<CallLimits>;
  /** Takes out the client's own key; for what a call shows, there is {@link redactorFor}. */
  readonly redact: Redact;
}

/** One logical call, from the method of the facade to its last request; it notes what happened. */
export interface Call {
  readonly operationId: string;
  readonly settings: Settings;
  readonly options: RunOptions;
  readonly limits: Required<CallLimits>;
  attempts: number;
  maybeSent: boolean;
  repeatability: Repeatability;
  idempotencyKey: string | undefined;
  /** What was sent, once it is known. */
  headers: Headers | undefined;
  /** The last answer that came whole. */
  answer: Answer | undefined;
  redact: Redact | undefined;
}

export function settingsOf(profile: ApiProfile, options: ClientOptions): Settings {
  const { apiKey, baseUrl, hooks = {} } = options;
  if (baseUrl !== undefined) checkBaseUrl(baseUrl);
  const base = profile.request({ apiKey, baseUrl });
  return {
    profile,
    base: { ...base, baseUrl: base.baseUrl.replace(/\/$/, "") },
    // Looked up at each call, so that a test which replaces the global later is heard.
    fetch: options.fetch ?? ((url, init) => fetch(url, init)),
    isCustomFetch: options.fetch !== undefined,
    hooks,
    limits: limitsOf(options, { timeout: 30_000, deadline: 120_000, retries: 3 }),
    redact: redactorOf([apiKey]),
  };
}

/** Never quotes the address: there may be a password in it. */
function checkBaseUrl(baseUrl: string): void {
  const url = URL.parse(baseUrl);
  const problem = !/^https?:$/.test(url?.protocol ?? "")
    ? "is not an address"
    : url?.username || url?.password
      ? "holds a user or a password, which is not sent and would be shown"
      : // Not `url.search`, which is empty for a lone "?"; whatever is appended to it would be lost all the same.
        /[?#\s]/.test(baseUrl) && "holds a query, a fragment or a space, and no path can follow it";
  if (problem) throw new SwitchboardError(`baseUrl ${problem}; expected one such as http://127.0.0.1:4010`);
}

export const startCall = (operationId: string, settings: Settings, options: RunOptions): Call => ({
  operationId,
  settings,
  options,
  limits: limitsOf(options, settings.limits),
  attempts: 0,
  maybeSent: false,
  repeatability: "unsafe",
  idempotencyKey: undefined,
  headers: undefined,
  answer: undefined,
  redact: undefined,
});

export const factsOf = ({ operationId, settings, attempts, maybeSent, idempotencyKey }: Call): CallFacts => ({
  api: settings.profile.api,
  operationId,
  attempts,
  maybeSent,
  idempotencyKey,
});

/** Takes out every secret that a call has sent: the client's key, and what was set for this call alone. */
export function redactorFor(call: Call): Redact {
  const { headers, settings } = call;
  if (headers === undefined) return settings.redact;
  return (call.redact ??=
    call.options.headers === undefined
      ? settings.redact
      : redactorOf([...secretsIn(new Headers(settings.base.headers)), ...secretsIn(headers)]));
}

function limitsOf(given: CallLimits, fallback: Required<CallLimits>): Required<CallLimits> {
  const { timeout = fallback.timeout, deadline = fallback.deadline, retries = fallback.retries } = given;
  const limits = { timeout, deadline, retries };
  for (const [name, value] of Object.entries(limits)) {
    if (!(value >= 0) || (name === "retries" && !Number.isInteger(value))) {
      throw new SwitchboardError(`${name} is ${value}; expected a number of 0 or more, and retries as a whole one`);
    }
  }
  return limits;
}
