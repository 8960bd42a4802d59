import type { createInstance, IHttpConfig, IHttpRequest, IHttpResponse } from "@stoplight/prism-http";
import * as Either from "fp-ts/lib/Either.js";

import { toPrismRequest, type PrismRequest } from "../prism/prism.ts";
import { silentLogger } from "../prism/silent-logger.ts";
import type { LoadedSpec, Operation } from "../prism/spec/load.ts";

/** What Prism says of an exchange with the real service. */
export interface Verdict {
  /** Undefined when no operation has the path and method. */
  readonly operation: Operation | undefined;
  /** Where the request departs from the spec. */
  readonly problems: readonly string[];
  /** Where the service departs from the spec. */
  readonly departures: readonly string[];
}

/** What is known when no operation has the path and method of a request. */
export const unknownOperation: Verdict = {
  operation: undefined,
  problems: ["no operation has this method and path"],
  departures: [],
};

/** A response of the service, its body parsed where it is JSON. */
interface ServiceResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Not when the request was a HEAD, whose response describes a body that does not come. */
  readonly hasBody: boolean;
  readonly body: unknown;
}

/** Judges one exchange: the request and the response of the service. */
export type Judge = (request: PrismRequest, response: ServiceResponse) => Promise<Verdict>;

type Components = Parameters<typeof createInstance>[1];

/**
 * Prism's proxy without its own forwarding, which follows a redirect and would take the key along to another origin: the
 * request has been sent, and Prism judges both sides of the exchange.
 */
export async function createJudge(spec: LoadedSpec): Promise<Judge> {
  const prismHttp = await import("@stoplight/prism-http");
  const responses = new WeakMap<IHttpRequest, { readonly response: ServiceResponse; operation?: Operation }>();
  const forward: NonNullable<Components["forward"]> = (input, _base, _proxy, operation) => () => {
    const known = responses.get(input.data);
    if (known === undefined) throw new Error("Prism forwards a request that it was not given");
    if (operation !== undefined) known.operation = operation;
    const { body, headers, status } = known.response;
    const response: IHttpResponse = { statusCode: status, headers: { ...headers }, body };
    return () => Promise.resolve(Either.right(response));
  };
  const prism = prismHttp.createInstance(config, { logger: silentLogger, forward });
  return async (request, response) => {
    const input = toPrismRequest(request);
    const known: { readonly response: ServiceResponse; operation?: Operation } = { response };
    responses.set(input, known);
    const result = await prism.request(input, spec.operations)();
    const { operation } = known;
    if (operation === undefined || Either.isLeft(result)) {
      return unknownOperation;
    }
    const { validations } = result.right;
    return {
      operation,
      problems: validations.input.map(({ message }) => message),
      // Prism lets an undocumented error status pass.
      departures: isDocumented(operation, response.status)
        ? validations.output
            .filter((departure) => response.hasBody || departure.path?.[0] === "header")
            .map(({ message }) => message)
        : [`the status ${response.status} is not documented`],
    };
  };
}

const config = {
  isProxy: true,
  // Required by Prism, and not used: nothing is forwarded.
  upstream: new URL("http://127.0.0.1"),
  upstreamProxy: undefined,
  checkSecurity: true,
  validateRequest: true,
  validateResponse: true,
  errors: false,
  mock: { dynamic: false },
} satisfies IHttpConfig & { upstream: URL };

const isDocumented = ({ responses }: Operation, status: number): boolean =>
  responses.some(
    ({ code }) => code === "default" || code === String(status) || code === `${String(status)[0] ?? ""}XX`,
  );
