import { createInstance, ProblemJsonError, type IHttpRequest } from "@stoplight/prism-http";
import prismMocker from "@stoplight/prism-http/dist/mocker/index.js";
import * as Either from "fp-ts/lib/Either.js";

import type { Finding, Prism, Responder } from "../../src/prism/prism.ts";
import type { Operation } from "../../src/prism/spec/load.ts";

type Mock = Extract<NonNullable<Parameters<typeof createInstance>[1]["mock"]>, Function>;
type Logger = Parameters<ReturnType<Mock>>[0];

// Test runners disagree with Node on what the default of a CommonJS module is.
const mocker = ("default" in prismMocker ? prismMocker.default : prismMocker) as Mock;

const silent = (): void => {};
const logger = Object.assign(
  Object.fromEntries(["debug", "error", "fatal", "info", "success", "trace", "warn"].map((level) => [level, silent])),
  { child: (): unknown => logger },
) as unknown as Logger;

const toFinding = (finding: { path?: (string | number)[]; code?: string | number; message: string }): Finding => ({
  path: (finding.path ?? []).map(String),
  code: String(finding.code ?? ""),
  message: finding.message,
});

/** Prism as it comes, with nothing before its router and its validators: what the mock's own arrangement is held against. */
export function createPlainPrism(operations: readonly Operation[]): Prism {
  const responders = new Map<IHttpRequest, { respond: Responder; isRouted: boolean }>();
  const prism = createInstance(
    {
      isProxy: false,
      checkSecurity: true,
      validateRequest: true,
      validateResponse: true,
      errors: false,
      upstreamProxy: undefined,
      mock: { dynamic: false },
    },
    {
      logger,
      mock: (options) => (log) => {
        const waiting = responders.get(options.input.data);
        if (waiting === undefined) throw new Error("Prism responded to a request that it did not get");
        waiting.isRouted = true;
        const response = waiting.respond(options.resource, options.input.validations.map(toFinding));
        if ("status" in response) {
          const headers = { "content-type": "application/json" };
          return Either.right({ statusCode: response.status, headers, body: response.body });
        }
        const { code, dynamic = false, example } = response;
        const config = {
          dynamic,
          ...(code !== undefined && { code }),
          ...(example !== undefined && { exampleKey: example }),
        };
        return mocker({ ...options, config })(log);
      },
    },
  );
  return async ({ method, path, query, headers, body }, respond) => {
    const input = {
      method: method.toLowerCase() as IHttpRequest["method"],
      url: { path, query: { ...query } },
      headers: { ...headers },
      body,
    };
    const waiting = { respond, isRouted: false };
    responders.set(input, waiting);
    const result = await prism
      .request(input, [...operations])()
      .finally(() => responders.delete(input));
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
