/**
 * Puts Prism to work. Prism routes, checks security, validates each request and each response, and responds by itself where a
 * request says `Prefer: …`. The fast path does the same from validators that are compiled from Prism's own parts, and may only
 * accept: whatever it does not accept goes through Prism's engine, so that every rejection is Prism's.
 */
import type { HttpMethod } from "@stoplight/types";

import { fastPathOf } from "./fast-path.ts";
import { createRoutes, type Candidate } from "./operation-routes.ts";
import type { PrismEngine } from "./prism-engine.ts";
import type { IHttpRequest } from "./prism-modules.ts";
import type { LoadedSpec, Operation } from "./spec/load.ts";

/** One thing that Prism found wrong. */
export interface Finding {
  /** Where: `body`, `query`, `header` or `path`, then the way to the value. */
  readonly path: readonly string[];
  /** The schema keyword that rejected it, or an HTTP status such as 401 or 415. */
  readonly code: string;
  readonly message: string;
}

export interface PrismRequest {
  readonly method: string;
  /** Without the server's base path, percent-encoded as it was sent. */
  readonly path: string;
  readonly query: Readonly<Record<string, string | string[]>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface PrismResponse {
  readonly status: number;
  readonly body: unknown;
}

/** What the `Prefer` header of a request wants of Prism's own mocker. */
export interface Preference {
  readonly code?: number;
  readonly example?: string;
  readonly dynamic?: boolean;
}

/** Called once the request is routed and validated: gives the handler's response, or lets Prism's mocker respond. */
export type Responder = (operation: Operation, findings: readonly Finding[]) => PrismResponse | Preference;

export type PrismOutcome =
  | { readonly kind: "response"; readonly response: PrismResponse; readonly violations: readonly Finding[] }
  /** No operation has the path and method. */
  | { readonly kind: "unknownOperation" }
  /** The preference names a status or an example that the operation does not have. */
  | { readonly kind: "unknownPreference"; readonly reason: string };

export type Prism = (request: PrismRequest, respond: Responder) => Promise<PrismOutcome>;

/** `fast`: what the fast path accepts is valid, and the rest goes through Prism's engine. `prism`: everything goes through it. */
export type Validation = "fast" | "prism";

export const isPreference = (response: PrismResponse | Preference): response is Preference => !("status" in response);

/** Puts Prism in front of the handlers, for the operations of one spec. */
export function createPrism(spec: LoadedSpec, validation: Validation = "fast"): Prism {
  return validation === "fast" ? withFastPath(spec) : throughEngine(() => spec.operations);
}

function withFastPath(spec: LoadedSpec): Prism {
  const routes = createRoutes(spec.operations);
  // Prism's router tries each operation in turn: it gets only those that can have the path.
  const engine = throughEngine((path) => routes.candidates(path).map(({ operation }) => operation));
  return async (request, respond) => {
    const input = toPrismRequest(request);
    const candidates = routes.candidates(input.url.path);
    const operation = onlyOperation(candidates, input.method);
    const fastPath = operation && fastPathOf(operation);
    if (operation === undefined || fastPath === undefined || !isAccepted(() => fastPath.acceptsRequest(input))) {
      return engine(request, respond);
    }
    const response = respond(operation, []);
    if (!isPreference(response) && isAccepted(() => fastPath.acceptsResponse(response))) {
      return { kind: "response", response, violations: [] };
    }
    // The handler has run, and must not run again.
    return engine(request, () => response);
  };
}

/** Loads Prism's engine with the first request that needs it. */
function throughEngine(operationsAt: (path: string) => readonly Operation[]): Prism {
  let engine: PrismEngine | undefined;
  return async (request, respond) => {
    engine ??= (await import("./prism-engine.ts")).createPrismEngine();
    return engine(toPrismRequest(request), operationsAt(request.path), respond);
  };
}

/** A value that throws in a validator is for Prism's engine to judge. */
function isAccepted(check: () => boolean): boolean {
  try {
    return check();
  } catch {
    return false;
  }
}

/** The operation of a request, where only one is possible. */
function onlyOperation(candidates: readonly Candidate[], method: string): Operation | undefined {
  const [only, ...others] = candidates.filter(({ operation }) => operation.method.toLowerCase() === method);
  return only?.isCertain === true && others.length === 0 ? only.operation : undefined;
}

export function toPrismRequest({ method, path, query, headers, body }: PrismRequest): IHttpRequest {
  return {
    method: method.toLowerCase() as HttpMethod,
    url: { path, query },
    headers,
    body,
  };
}
