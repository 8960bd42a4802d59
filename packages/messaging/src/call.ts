import type { Answer } from "./buffered-response.ts";
import { SwitchboardError, type ApiErrorKind, type ApiName, type CallFacts } from "./errors.ts";
import { secretsIn } from "./headers.ts";
import type { Hooks } from "./hooks.ts";
import { redactorOf, type Redact } from "./redact.ts";
import type { Repeatability } from "./retry.ts";

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
  readonly kind?: ApiErrorKind;
}

/** What the core has to know of an API. */
export interface ApiProfile {
  readonly api: ApiName;
  /** Whether the service honours an `Idempotency-Key` on this request: only then may a send be repeated blindly. */
  honoursIdempotencyKey(method: string, url: string): boolean;
  /** Must take anything: a body comes from outside. */
  readError(body: unknown): ErrorReading;
}

/** A client's settings, with every default filled in. */
export interface Settings {
  readonly profile: ApiProfile;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Whether the caller gave the `fetch`. */
  readonly isCustomFetch: boolean;
  readonly hooks: Hooks;
  readonly limits: Required<CallLimits>;
  /** Takes out the client's own key; for what a call shows, there is {@link redactorFor}. */
  readonly redact: Redact;
  readonly random: () => number;
}

/** One logical call, from the method of the facade to its last request; the transport notes in it what happened. */
export interface Call {
  readonly operationId: string;
  readonly limits: Required<CallLimits>;
  readonly signal: AbortSignal | undefined;
  /** Whether the caller knows the idempotency key, and would repeat the call under the same one. */
  readonly hasOwnKey: boolean;
  /** Whether it only asks what a send would do. */
  readonly isDryRun: boolean;
  attempts: number;
  maybeSent: boolean;
  repeatability: Repeatability;
  idempotencyKey: string | undefined;
  /** Whether a response to the last attempt has begun: whatever fails after it, the service was reached. */
  isAnswered: boolean;
  /** What was sent in the end, with whatever a caller or a middleware put into it. */
  headers: Headers | undefined;
  /** The last answer that came whole. */
  answer: Answer | undefined;
  redact: Redact | undefined;
}

const defaultLimits: Required<CallLimits> = { timeout: 30_000, deadline: 120_000, retries: 3 };

export function settingsOf(profile: ApiProfile, options: ClientOptions): Settings {
  const { apiKey, baseUrl, hooks = {} } = options;
  if (baseUrl !== undefined) checkBaseUrl(baseUrl);
  return {
    profile,
    // Looked up at each call, so that a test which replaces the global later is heard.
    fetch: options.fetch ?? ((url, init) => fetch(url, init)),
    isCustomFetch: options.fetch !== undefined,
    hooks,
    limits: limitsOf(options, defaultLimits),
    redact: redactorOf(apiKey),
    random: Math.random,
  };
}

/** Never quotes the address: there may be a password in it. */
function checkBaseUrl(baseUrl: string): void {
  const url = URL.parse(baseUrl);
  const expected = "expected one such as http://127.0.0.1:4010";
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new SwitchboardError(`baseUrl is not an address; ${expected}`);
  }
  if (url.username !== "" || url.password !== "") {
    throw new SwitchboardError(`baseUrl holds a user or a password, which is not sent and would be shown; ${expected}`);
  }
  // Not `url.search`, which is empty for a lone "?"; whatever is appended to it would be lost all the same.
  if (/[?#\s]/.test(baseUrl)) {
    throw new SwitchboardError(`baseUrl holds a query, a fragment or a space, and no path can follow it; ${expected}`);
  }
}

/** Takes out every secret that a call has sent: the client's key, and what was set for this call alone. */
export function redactorFor(call: Call, settings: Settings): Redact {
  if (call.headers === undefined) return settings.redact;
  if (call.redact === undefined) {
    // Those that are hidden already are the client's own.
    const further = secretsIn(call.headers).filter((secret) => settings.redact(secret) === secret);
    const redact = redactorOf(...further);
    call.redact = further.length === 0 ? settings.redact : (value) => redact(settings.redact(value));
  }
  return call.redact;
}

export function startCall(operationId: string, settings: Settings, options: RunOptions): Call {
  return {
    operationId,
    limits: limitsOf(options, settings.limits),
    signal: options.signal,
    hasOwnKey: options.idempotencyKey !== undefined,
    isDryRun: options.isDryRun === true,
    attempts: 0,
    maybeSent: false,
    repeatability: "unsafe",
    idempotencyKey: undefined,
    isAnswered: false,
    headers: undefined,
    answer: undefined,
    redact: undefined,
  };
}

export function factsOf(call: Call, settings: Settings): CallFacts {
  const { attempts, idempotencyKey, maybeSent } = call;
  // That of a raw call is its path, in which anything may stand.
  const operationId = redactorFor(call, settings)(call.operationId);
  return { api: settings.profile.api, operationId, attempts, maybeSent, idempotencyKey };
}

function limitsOf(given: CallLimits, fallback: Required<CallLimits>): Required<CallLimits> {
  if (given.timeout === undefined && given.deadline === undefined && given.retries === undefined) return fallback;
  const { timeout = fallback.timeout, deadline = fallback.deadline, retries = fallback.retries } = given;
  for (const [name, value] of Object.entries({ timeout, deadline, retries })) {
    if (Number.isNaN(value) || value < 0 || (name === "retries" && !Number.isInteger(value))) {
      const unit = name === "retries" ? "a whole number" : "milliseconds";
      throw new SwitchboardError(`${name} is ${value}; expected ${unit}, 0 or more`);
    }
  }
  return { timeout, deadline, retries };
}
