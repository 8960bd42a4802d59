import { applyFault, loopCursor, needsHandler } from "../control/faults/apply-fault.ts";
import type { Faults, FaultHit } from "../control/faults/faults.ts";
import type { OwnResponses } from "../control/own-responses.ts";
import type { Tenants } from "../control/tenants.ts";
import { reasonOf } from "../model/error-reason.ts";
import type { OperationRequest, OperationResponse, Rejection, Service } from "../model/service.ts";
import { parsePrefer, unknownPreference } from "../prism/prefer.ts";
import { formForPrism, prismHeaders } from "../prism/prism-headers.ts";
import type { Finding, Preference, PrismResponse } from "../prism/prism.ts";
import { idOf, type ServedSpec } from "../prism/served-spec.ts";
import type { Operation } from "../prism/spec/load.ts";
import type { ApiRequest } from "./api.ts";
import { explainUnknownPath, methodsOf, pathParameters, relativePath, splitTarget } from "./operation-paths.ts";
import { readBody } from "./request/body.ts";
import { parseQuery, typedQuery, type Query } from "./request/query.ts";
import { knownFields, emptyJson, rejectionOf, unknownQuery } from "./request/rejection.ts";
import type { MockResponse } from "./response.ts";

/** What becomes known of a request while it is handled. */
export interface RequestTrace {
  operationId?: string;
  key?: string | undefined;
  problems: readonly string[];
  faultHit?: FaultHit | undefined;
  stream?: OperationResponse["stream"];
}

export interface HandlerContext {
  readonly service: Service;
  /** Of clients, or of one who only watches. */
  readonly respond: Tenants["respond"];
  readonly faults: Pick<Faults, "hit">;
  readonly ownResponses: Pick<OwnResponses, "find">;
  readonly keys: ReadonlySet<string> | undefined;
  readonly strict: boolean;
  /** Gets a line for each response that breaks the spec. */
  readonly violations: string[];
}

/** Routes and validates a request, lets its operation respond, and applies the fault that hits it. */
export async function handleRequest(
  context: HandlerContext,
  { prism, queryNames, spec }: ServedSpec,
  request: ApiRequest,
  trace: RequestTrace,
): Promise<MockResponse> {
  const { service, violations } = context;
  const reject = (rejection: Rejection): OperationResponse => {
    trace.problems = [rejection.reason];
    return (rejected = service.reject(rejection));
  };
  let rejected: OperationResponse | undefined;
  const [rawPath, search] = splitTarget(request.target);
  const unknownOperation = (): OperationResponse =>
    reject({ kind: "unknownOperation", reason: explainUnknownPath(request.method, rawPath, spec) });
  const path = relativePath(rawPath, spec.basePath);
  if (path === undefined) return unknownOperation();
  if (request.method === "OPTIONS") {
    const methods = methodsOf(rawPath, spec);
    if (methods.length === 0) return unknownOperation();
    return { status: 204, body: undefined, headers: { allow: [...methods, "OPTIONS"].join(", ") } };
  }
  const query = parseQuery(new URLSearchParams(search), queryNames);
  const body = await readBody(request.body, request.headers);
  const value = body.kind === "json" || body.kind === "form" ? body.value : undefined;
  const outcome = await prism(
    {
      // The vendors respond to HEAD as to GET; the transport leaves the body out.
      method: request.method === "HEAD" ? "GET" : request.method,
      path,
      query,
      headers: prismHeaders(request.headers, body),
      body: body.kind === "form" ? formForPrism(body.value) : value,
    },
    (operation, findings) => {
      trace.operationId = idOf(operation);
      const key = (trace.key = service.keyOf(request.headers));
      const unauthorized = unauthorizedReason(context, key, findings);
      if (key === undefined || unauthorized !== undefined) {
        return reject({ kind: "unauthorized", reason: unauthorized ?? noKey });
      }
      const rejection =
        (service.rejectsEmptyJson === true ? emptyJson(request) : undefined) ??
        rejectionOf(operation, findings, query, body) ??
        (context.strict ? unknownQuery(operation, search) : undefined);
      const known =
        rejection?.kind === "invalidBody" && service.ignoresUnknownFields?.(request.headers) === true
          ? knownFields(operation, value)
          : undefined;
      if (rejection !== undefined && known === undefined) return reject(rejection);
      return respond(context, request, operation, { path, query, body: known ?? value }, key, trace, reject);
    },
  );
  const { faultHit } = trace;
  if (faultHit !== undefined && !needsHandler(faultHit.fault)) {
    return applyFault(service, { status: 200, body: undefined }, faultHit);
  }
  // In the vendor's shape, whatever this operation documents.
  if (rejected !== undefined) return rejected;
  if (outcome.kind === "unknownOperation") return unknownOperation();
  if (outcome.kind === "unknownPreference") {
    return reject({ kind: "malformed", reason: `header Prefer: ${outcome.reason}` });
  }
  // Prism has nothing to validate yet.
  if (trace.stream !== undefined) return { ...outcome.response, stream: trace.stream };
  if (outcome.violations.length > 0) {
    const problems = outcome.violations.map(({ message }) => message).join("; ");
    const reason = `the response ${outcome.response.status} of ${request.method} ${rawPath} breaks the spec: ${problems}`;
    violations.push(reason);
    console.error(`switchboard-mock: bug in the model of ${service.name}: ${reason}`);
    return service.reject({ kind: "internal", reason });
  }
  return faultHit === undefined ? outcome.response : applyFault(service, outcome.response, faultHit);
}

const noKey = "the request has no API key";

function unauthorizedReason(
  { keys }: HandlerContext,
  key: string | undefined,
  findings: readonly Finding[],
): string | undefined {
  if (key === undefined || findings.some(({ code }) => code === "401")) return noKey;
  return keys?.has(key) === false ? "the API key is not one of those that this mock was given" : undefined;
}

interface ValidInput {
  readonly path: string;
  readonly query: Query;
  readonly body: unknown;
}

/** The response of the tenant's handler to a valid request, or what Prism's mocker is to respond in its place. */
function respond(
  context: HandlerContext,
  { headers }: ApiRequest,
  operation: Operation,
  { path, query, body }: ValidInput,
  key: string,
  trace: RequestTrace,
  reject: (rejection: Rejection) => OperationResponse,
): PrismResponse | Preference {
  const { faults, ownResponses, service } = context;
  const operationId = idOf(operation);
  const cursor = query["cursor"];
  const hasCursor = typeof cursor === "string" && cursor !== "";
  const faultHit = faults.hit(operationId, key, hasCursor);
  trace.faultHit = faultHit;
  // Not used: the fault's response replaces it.
  if (!needsHandler(faultHit?.fault)) return { status: 200, body: undefined };
  const preference = parsePrefer(headers["prefer"]);
  if (preference !== undefined) {
    const reason = unknownPreference(operation, preference);
    return reason === undefined ? preference : reject({ kind: "malformed", reason: `header Prefer: ${reason}` });
  }
  const input: OperationRequest = {
    operationId,
    path: pathParameters(operation, path),
    query: typedQuery(operation, query),
    headers,
    body,
  };
  try {
    const own = ownResponses.find(input, key);
    if (own !== undefined) return own;
  } catch (error) {
    const reason = `\`when\` of the response to ${operationId} failed: ${reasonOf(error)}`;
    return reject({ kind: "internal", reason });
  }
  const response = run(service, () => context.respond(key, input));
  // A spec that was edited while it is served may have an operation without a handler: its examples are the response.
  if (response === null) return {};
  trace.stream = response.stream;
  const isLoop = faultHit?.fault !== undefined && "cursor" in faultHit.fault && typeof cursor === "string";
  return isLoop ? loopCursor(response, service, cursor) : response;
}

function run<Response>(service: Service, handle: () => Response): OperationResponse | Response {
  try {
    return handle();
  } catch (error) {
    const response = service.errorResponse(error);
    if (response === undefined) throw error;
    return response;
  }
}
