import type { CallFacts } from "./errors.ts";
import { givenKey, type Limits, type RunOptions, type Settings } from "./options.ts";
import { redactorOf, secretsIn, type Redact } from "./redact.ts";
import { mayRepeat, type Failure, type Repeatability } from "./transport/retry.ts";

/** One logical call, from the method of the facade to its last request: what it may do, and what has happened so far. */
export class Call {
  readonly operationId: string;
  readonly settings: Settings;
  readonly options: RunOptions;
  limits: Limits;
  /** How many requests were made. */
  attempts = 0;
  /** Whether the service may have done what the caller wants, whatever comes next. */
  maybeSent = false;
  repeatability: Repeatability = "unsafe";
  idempotencyKey: string | undefined;
  /** The headers of the request, whoever set them. */
  headers: Headers | undefined;
  /** What else nobody may see of its request, such as the signature in an address. */
  secrets: readonly string[] = [];
  /** The response on which the call ended. */
  response: Response | undefined;
  #redact: Redact | undefined;

  constructor(settings: Settings, operationId: string, options: RunOptions) {
    this.operationId = operationId;
    this.settings = settings;
    this.options = options;
    this.limits = settings.limits;
  }

  facts(): CallFacts {
    const { attempts, idempotencyKey, maybeSent, operationId, settings } = this;
    return { api: settings.profile.api, operationId, attempts, maybeSent, idempotencyKey };
  }

  /** Takes every secret of the request out of a value: the service may quote the key anywhere. */
  redact<Value>(value: Value): Value {
    this.#redact ??= redactorFor(this.settings, this.headers, this.secrets);
    return this.#redact(value);
  }

  /** Whether the caller may repeat the call: under a new idempotency key, the service would not know the repetition. */
  isRetryable(failure: Failure, isPermanent?: boolean): boolean {
    const isNewToService = this.idempotencyKey !== undefined && givenKey(this.options) === undefined;
    return mayRepeat(failure, this.repeatability, isPermanent) && !(this.maybeSent && isNewToService);
  }
}

function redactorFor({ apiKey, redact }: Settings, headers: Headers | undefined, own: readonly string[]): Redact {
  const secrets = [...own, ...(headers === undefined ? [] : secretsIn(headers))];
  // Most requests have no other secret than the client's own key.
  const isKnown = typeof apiKey === "string" && secrets.every((secret) => secret.endsWith(apiKey));
  return isKnown ? redact : redactorOf(typeof apiKey === "string" ? [apiKey, ...secrets] : secrets);
}
