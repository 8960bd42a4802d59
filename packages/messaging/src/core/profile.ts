import type { Pagination, TypedClientOptions } from "@switchboard/typed-fetch";

import type { ApiName } from "./errors.ts";

/** What an API says in the body of an error. */
export interface ErrorReading {
  readonly message?: string | undefined;
  readonly code?: string | number | undefined;
  readonly requestId?: string | undefined;
  /** Milliseconds, where the body wants callers to wait. */
  readonly retryAfter?: number | undefined;
  /** True when waiting does not help. */
  readonly isPermanent?: boolean;
}

/** What the core has to know of an API. */
export interface ApiProfile {
  readonly api: ApiName;
  /** Creates the generated client. */
  readonly createClient: (options: TypedClientOptions) => object;
  readonly serverUrl: string;
  /** The environment variable that holds a key. */
  readonly keyVariable: string;
  readonly pagination: Pagination;
  /** The paths on which the service honours an `Idempotency-Key`: only there may a send be repeated blindly. */
  readonly keyedPaths: ReadonlySet<string>;
  /** Must accept any value: a body comes from outside. */
  readonly readError: (body: unknown) => ErrorReading;
}
