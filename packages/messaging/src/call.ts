import type { Answer } from "./buffered-response.ts";
import { SwitchboardError, type ApiErrorKind, type ApiName, type CallFacts } from "./errors.ts";
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
  /** Default: the global `fetch`. */
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
  readonly hooks: Hooks;
  readonly limits: Required<CallLimits>;
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
  /** The last answer that came whole. */
  answer: Answer | undefined;
}

const defaultLimits: Required<CallLimits> = { timeout: 30_000, deadline: 120_000, retries: 3 };

export function settingsOf(profile: ApiProfile, options: ClientOptions): Settings {
  const { apiKey, baseUrl, hooks = {} } = options;
  if (baseUrl !== undefined && !/^https?:$/.test(URL.parse(baseUrl)?.protocol ?? "")) {
    throw new SwitchboardError("baseUrl is not an address; expected one such as http://127.0.0.1:4010");
  }
  return {
    profile,
    // Looked up at each call, so that a test which replaces the global later is heard.
    fetch: options.fetch ?? ((url, init) => fetch(url, init)),
    hooks,
    limits: limitsOf(options, defaultLimits),
    redact: redactorOf(apiKey),
    random: Math.random,
  };
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
    answer: undefined,
  };
}

export function factsOf({ operationId, attempts, maybeSent, idempotencyKey }: Call, { profile }: Settings): CallFacts {
  return { api: profile.api, operationId, attempts, maybeSent, idempotencyKey };
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
