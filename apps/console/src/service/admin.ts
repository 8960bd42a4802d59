import type { ApiName } from "../spec/operations.ts";
import { adminAddress } from "./target.ts";

/** The mock's own interface, as far as the page uses it. */
export interface MockState {
  readonly seed: number;
  readonly scenario: string | null;
  readonly faults: number;
  /** How many requests the journal holds. */
  readonly requests: number;
}

/** How many records of each kind there are. */
export type Counts = Readonly<Record<string, number>>;

/** A tenant of both APIs. */
export interface KnownTenant {
  /** Stands for the API key. */
  readonly tenant: number;
  readonly counts: { readonly [Api in ApiName]?: Counts };
  /** Missing when no client has used it. */
  readonly usedAt?: string;
  readonly faults: number;
}

export interface ActiveFault {
  readonly id: number;
  readonly api: ApiName;
  readonly operationId: string;
  /** Missing when it hits every tenant. */
  readonly tenant?: number;
  readonly hits: number;
  readonly times?: number;
  readonly [detail: string]: unknown;
}

export interface RecordedRequest {
  readonly id: number;
  readonly api: ApiName;
  /** Stands for the API key; undefined without one. */
  readonly tenant?: number;
  readonly operationId?: string;
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly problems: readonly string[];
  readonly fault?: Readonly<Record<string, unknown>>;
  /** Undefined when none was sent. */
  readonly response?: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: unknown;
  };
  readonly receivedAt: string;
  readonly duration: number;
  /** The id of the request that was sent again as this one. */
  readonly repeats?: number;
  /** Whether it was too large to be told with its bodies. */
  readonly isShort?: true;
}

export type ChangedPart = "clock" | "deliveries" | "faults" | "journal" | "scenario";

/** What changed in the mock since the change before it. */
export interface MockChange {
  readonly instance: string;
  readonly clock: { readonly now: string; readonly held: boolean; readonly ahead: number };
  readonly changed: readonly ChangedPart[];
  readonly tenants: "all" | readonly number[];
  readonly requests: readonly RecordedRequest[];
}

/** An event on its way to a webhook. */
export interface Delivery {
  readonly id: string;
  readonly webhookId: string;
  readonly url: string;
  readonly eventType: string;
  readonly status: string;
  readonly createdAt: string;
  /** Undefined when there is no further attempt. */
  readonly nextAttemptAt?: string;
  readonly attempts: readonly DeliveryAttempt[];
}

export interface DeliveryAttempt {
  readonly at: string;
  readonly headers: Readonly<Record<string, string>>;
  /** As it was sent, byte by byte. */
  readonly body: string;
  /** Undefined when the receiver has not responded. */
  readonly response?: { readonly status: number; readonly body: string };
  /** Why nothing was sent, or why no response came. */
  readonly problem?: string;
}

export interface Scenario {
  readonly name: string;
  readonly description: string;
}

/** The mock could not be reached, or rejected the request. The message says what to do. */
class MockError extends Error {
  override readonly name = "MockError";
}

/** @throws MockError when there is no mock, or it refuses */
export async function askMock<Result>(method: string, path: string, body?: unknown): Promise<Result> {
  const response = await reach(path, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  });
  const text = await response.text();
  const json = (text === "" ? undefined : JSON.parse(text)) as Result | { readonly message: string };
  if (response.ok) return json as Result;
  throw rejectionOf(response, json);
}

/**
 * Begins to read what has no end.
 *
 * @throws MockError when there is no mock, or it refuses
 */
export async function openMock(path: string, signal: AbortSignal): Promise<Response> {
  const response = await reach(path, { signal });
  if (response.ok) return response;
  throw rejectionOf(response, await response.json());
}

const reach = (path: string, init: RequestInit): Promise<Response> =>
  fetch(`${adminAddress()}${path}`, { ...init, cache: "no-store", credentials: "omit" }).catch(() => {
    const { origin } = new URL(adminAddress());
    throw new MockError(`There is no mock at ${origin}. Start it with “npx --yes pnpm@12 mock”.`);
  });

const rejectionOf = ({ status }: Response, json: unknown): MockError =>
  new MockError((json as { readonly message?: string } | undefined)?.message ?? `The mock answered ${status}`);
