/** Prism's own engine, unchanged: its router, validators and mocker. */
import * as Either from "fp-ts/lib/Either.js";

import {
  loadMocker,
  loadPrism,
  type IHttpConfig,
  type IHttpRequest,
  type IHttpResponse,
  type PrismComponents,
} from "./prism-modules.ts";
import { isPreference, type Finding, type PrismOutcome, type PrismResponse, type Responder } from "./prism.ts";
import { silentLogger } from "./silent-logger.ts";
import type { Operation } from "./spec/load.ts";

export type PrismEngine = (
  input: IHttpRequest,
  operations: readonly Operation[],
  respond: Responder,
) => Promise<PrismOutcome>;

const checks = {
  isProxy: false,
  checkSecurity: true,
  validateRequest: true,
  validateResponse: true,
  errors: false,
  upstreamProxy: undefined,
} satisfies Partial<IHttpConfig>;

/** Puts Prism in front of handlers. */
export function createPrismEngine(): PrismEngine {
  const { factory, ProblemJsonError, route, validators } = loadPrism();
  // Prism hands its mocker the very object that it was given as the request.
  const responders = new WeakMap<IHttpRequest, { respond: Responder; isRouted: boolean }>();
  const mock: PrismComponents["mock"] = (options) => (log) => {
    const waiting = responders.get(options.input.data);
    if (waiting === undefined) throw new Error("Prism responded to a request that it was not given");
    waiting.isRouted = true;
    const response = waiting.respond(options.resource, options.input.validations.map(toFinding));
    if (!isPreference(response)) return Either.right(toPrismResponse(response));
    // A fresh config for each request: the mocker stores the first Accept header that it sees in it.
    const { code, dynamic = false, example } = response;
    const config = {
      dynamic,
      ...(code !== undefined && { code }),
      ...(example !== undefined && { exampleKey: example }),
    };
    return loadMocker()({ ...options, config })(log);
  };
  const forward: PrismComponents["forward"] = () => {
    throw new Error("The mock does not forward requests");
  };
  const prism = factory(
    { ...checks, mock: { dynamic: false } },
    { ...validators, route, logger: silentLogger, mock, forward },
  );
  return async (input, operations, respond) => {
    const waiting = { respond, isRouted: false };
    responders.set(input, waiting);
    const result = await prism.request(input, [...operations])();
    if (Either.isLeft(result)) {
      if (!(result.left instanceof ProblemJsonError)) throw result.left;
      return waiting.isRouted
        ? { kind: "unknownPreference", reason: result.left.detail }
        : { kind: "unknownOperation" };
    }
    const { output, validations } = result.right;
    return {
      kind: "response",
      response: { status: output.statusCode, body: output.body },
      violations: validations.output.map(toFinding),
    };
  };
}

function toPrismResponse({ status, body }: PrismResponse): IHttpResponse {
  return { statusCode: status, headers: { "content-type": "application/json" }, body };
}

function toFinding(finding: { path?: (string | number)[]; code?: string | number; message: string }): Finding {
  return { path: (finding.path ?? []).map(String), code: String(finding.code ?? ""), message: finding.message };
}
