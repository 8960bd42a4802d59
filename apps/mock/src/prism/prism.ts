/**
 * Puts Prism to work. Prism routes, checks security, validates each request and each answer, and answers by itself where a
 * request says `Prefer: …`; in between stands the model's answer. Its own checks run where the accept path has doubts.
 */
import type { HttpMethod } from "@stoplight/types";

import { createAcceptPath } from "./accept-path.ts";
import { createRoutes, type Candidate } from "./operation-routes.ts";
import type { PlainPrism } from "./plain-prism.ts";
import type { IHttpRequest } from "./prism-modules.ts";
import type { LoadedSpec, Operation } from "./spec/load.ts";

/** One thing that Prism found wrong. */
export interface Finding {
  /** Where: `body`, `query`, `header` or `path`, then the way to the value. */
  readonly path: readonly string[];
  /** The schema keyword that refused it, or an HTTP status such as 401 or 415. */
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

export interface PrismAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** What the `Prefer` header of a request asks of Prism's own mocker. */
export interface Preference {
  readonly code?: number;
  readonly example?: string;
  readonly dynamic?: boolean;
}

/** Called once the request is routed and checked: gives the model's answer, or asks Prism for its own. */
export type Responder = (operation: Operation, findings: readonly Finding[]) => PrismAnswer | Preference;

export type PrismOutcome =
  | { readonly kind: "answered"; readonly answer: PrismAnswer; readonly violations: readonly Finding[] }
  /** No operation has the path and method. */
  | { readonly kind: "unknownOperation" }
  /** The preference names a status or an example that the operation does not have. */
  | { readonly kind: "unknownPreference"; readonly reason: string };

export type Prism = (request: PrismRequest, respond: Responder) => Promise<PrismOutcome>;

export const isPreference = (answer: PrismAnswer | Preference): answer is Preference => !("status" in answer);

/** Puts Prism in front of a model, for the operations of one spec. */
export function createPrism(spec: LoadedSpec): Prism {
  const routes = createRoutes(spec.operations);
  const acceptPaths = new Map(spec.operations.map((operation) => [operation, createAcceptPath(operation)]));
  let plain: PlainPrism | undefined;
  return async (request, respond) => {
    const input = toPrismRequest(request);
    const candidates = routes.candidates(input.url.path);
    const askPrism = async (answer: Responder): Promise<PrismOutcome> => {
      // Loaded with the first request that needs it.
      plain ??= (await import("./plain-prism.ts")).createPlainPrism(routes);
      return plain(input, answer);
    };
    const operation = meantOperation(candidates, input.method);
    const acceptPath = operation && acceptPaths.get(operation);
    if (operation === undefined || acceptPath === undefined || !isAccepted(() => acceptPath.takes(input))) {
      return askPrism(respond);
    }
    const answer = respond(operation, []);
    if (!isPreference(answer) && isAccepted(() => acceptPath.gives(answer))) {
      return { kind: "answered", answer, violations: [] };
    }
    // The model has answered, and is not asked again.
    return askPrism(() => answer);
  };
}

/** What Prism makes of a value that breaks its validators, it says itself. */
function isAccepted(check: () => boolean): boolean {
  try {
    return check();
  } catch {
    return false;
  }
}

/** The one operation that a request can be for, where there is no doubt about it. */
function meantOperation(candidates: readonly Candidate[], method: string): Operation | undefined {
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
