/**
 * The only file that knows Prism. Prism routes, checks security, validates each request and each answer, and
 * answers by itself where a request says `Prefer: …`; in between stands the model's answer.
 */
import { createRequire } from "node:module";

import {
  createInstance,
  ProblemJsonError,
  type IHttpConfig,
  type IHttpRequest,
  type IHttpResponse,
} from "@stoplight/prism-http";
import type { HttpMethod } from "@stoplight/types";
import * as Either from "fp-ts/lib/Either.js";

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

type Mocker = (typeof import("@stoplight/prism-http/dist/mocker/index.js"))["default"];

// Required, not imported: runtimes and test runners disagree on what the default of a CommonJS module is.
const requireModule = createRequire(import.meta.url);
const { default: prismMocker } = requireModule("@stoplight/prism-http/dist/mocker/index.js") as { default: Mocker };

/** Prism writes each step to a logger; its default one halves throughput, and none of it is for our users. */
const silent = (): never => undefined as never;
const logger: Parameters<ReturnType<Mocker>>[0] = Object.assign(
  Object.fromEntries(
    ["debug", "error", "fatal", "info", "silent", "success", "trace", "warn"].map((level) => [level, silent]),
  ),
  { child: () => logger },
) as never;

const isPreference = (answer: PrismAnswer | Preference): answer is Preference => !("status" in answer);

/** Puts Prism in front of a model, for the operations of one spec. */
export function createPrism(spec: LoadedSpec): Prism {
  // Prism hands its mocker the very object that it was given as the request.
  const responders = new WeakMap<IHttpRequest, { respond: Responder; isRouted: boolean }>();
  const prism = createInstance(
    { ...checks, mock: { dynamic: false } },
    {
      logger,
      mock: (options) => (log) => {
        const waiting = responders.get(options.input.data);
        if (waiting === undefined) throw new Error("Prism answered a request that it was not asked");
        waiting.isRouted = true;
        const answer = waiting.respond(options.resource, options.input.validations.map(toFinding));
        if (!isPreference(answer)) return Either.right(toPrismResponse(answer));
        // A fresh config for each request: the mocker stores the first Accept header that it sees in it.
        const { code, dynamic = false, example } = answer;
        const mock = {
          dynamic,
          ...(code !== undefined && { code }),
          ...(example !== undefined && { exampleKey: example }),
        };
        return prismMocker({ ...options, config: mock })(log);
      },
    },
  );
  return async (request, respond) => {
    const input = toPrismRequest(request);
    const waiting = { respond, isRouted: false };
    responders.set(input, waiting);
    const result = await prism.request(input, spec.operations)();
    if (Either.isLeft(result)) {
      if (!(result.left instanceof ProblemJsonError)) throw result.left;
      return waiting.isRouted
        ? { kind: "unknownPreference", reason: result.left.detail }
        : { kind: "unknownOperation" };
    }
    const { output, validations } = result.right;
    return {
      kind: "answered",
      answer: { status: output.statusCode, body: output.body },
      violations: validations.output.map(toFinding),
    };
  };
}

const checks = {
  isProxy: false,
  checkSecurity: true,
  validateRequest: true,
  validateResponse: true,
  errors: false,
  upstreamProxy: undefined,
} satisfies Partial<IHttpConfig>;

function toPrismRequest({ method, path, query, headers, body }: PrismRequest): IHttpRequest {
  return {
    method: method.toLowerCase() as HttpMethod,
    url: { path, query: { ...query } },
    headers: { ...headers },
    body,
  };
}

function toPrismResponse({ status, body }: PrismAnswer): IHttpResponse {
  return { statusCode: status, headers: { "content-type": "application/json" }, body };
}

function toFinding(finding: { path?: (string | number)[]; code?: string | number; message: string }): Finding {
  return { path: (finding.path ?? []).map(String), code: String(finding.code ?? ""), message: finding.message };
}
