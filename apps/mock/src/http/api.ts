import { reasonOf } from "../model/error-reason.ts";
import type { ApiOptions } from "./api-options.ts";
import { whatIsSent, withText, type Answer } from "./answer.ts";
import { disturb, loopCursor, needsModel } from "../control/disturb.ts";
import { createFaults, describeFault, type Faults, type Strike } from "../control/faults.ts";
import { isoTime } from "../model/iso-time.ts";
import type { Journal } from "../control/journal.ts";
import { explainUnknownPath, methodsOf, pathParameters, relativePath, splitTarget } from "./operation-paths.ts";
import { parsePrefer } from "../prism/prefer.ts";
import { prismHeaders } from "../prism/prism-headers.ts";
import type { Finding, PrismAnswer, Preference } from "../prism/prism.ts";
import { createRandom } from "../model/random.ts";
import { readBody, type RequestBody } from "./request-body.ts";
import { refusalOf, unknownQuery } from "./request-refusal.ts";
import { parseQuery, typedQuery, type Query } from "./request-query.ts";
import type { ApiName, OperationAnswer, Refusal, Service } from "../model/service.ts";
import { checkModel, idOf, serveSpec, type ServedSpec } from "../prism/served-spec.ts";
import type { Operation } from "../prism/spec/load.ts";
import { createWorlds, type Worlds } from "../control/worlds.ts";

export interface ApiRequest {
  readonly method: string;
  /** The request target as it was sent: path and query. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Where it came from; undefined in process. */
  readonly remoteAddress?: string | undefined;
}

/** The page marks by it what it asks for itself, to show it. Faults are for clients, and none is used up by a look. */
const lookOfPage = "x-switchboard-console";

/** What answers requests, whatever they are. */
export interface RequestHandler {
  /** Answers any request; a wrong one in the vendor's own way, and never with an exception. */
  handle(request: ApiRequest): Promise<Answer>;
  /** Answers what is no request at all, in the vendor's shape of a malformed one. */
  refuse(reason: string): OperationAnswer;
}

/** One API of the mock, without a server around it. */
export interface Api extends RequestHandler {
  readonly service: Service;
  readonly basePath: string;
  /** Outlives this API, when another one with other worlds takes its place. */
  readonly specs: SpecHolder;
  readonly worlds: Worlds;
  readonly faults: Faults;
  /**
   * Reads the spec's file again. Requests that are under way end as they began, and every world stays.
   *
   * @throws SpecError when the file cannot be served; the spec before it goes on
   */
  reload(): Promise<void>;
  /** The operations of an edited spec that have no model yet: their examples answer. */
  unmodelled(): readonly string[];
  /** The answers of the model that broke the spec, newest last. Each is a bug of the mock. */
  readonly violations: readonly string[];
}

/** The spec as it is served now. */
export interface SpecHolder {
  current: ServedSpec;
}

/** What becomes known of a request while it is answered. */
interface Course {
  operationId?: string;
  key?: string | undefined;
  problems: readonly string[];
  strike?: Strike | undefined;
}

/**
 * Loads the spec of a service and puts Prism in front of its model.
 *
 * @throws SpecError when the spec cannot be served, or the model lacks one of its operations
 */
export async function createApi(service: Service, options: ApiOptions = {}): Promise<Api> {
  const served = await serveSpec(service);
  checkModel(service, served.spec);
  return createApiOver({ current: served }, service, options);
}

/** Puts a spec that is loaded in front of a model. */
export function createApiOver(specs: SpecHolder, service: Service, options: ApiOptions): Api {
  const { begin = () => undefined, clock, journal, keys, numberOf = () => 1, seed = 1, strict = false } = options;
  const worlds = createWorlds(service, begin, numberOf);
  const faults = createFaults(
    service.api === "blooio" ? "blooio" : "blotato",
    () => createRandom(seed + 2),
    options.nextFaultId ?? (() => 1),
  );
  const violations: string[] = [];

  const respond =
    (request: ApiRequest, path: string, search: string, query: Query, body: RequestBody, course: Course) =>
    (operation: Operation, findings: readonly Finding[]): PrismAnswer | Preference => {
      const refuse = (refusal: Refusal): OperationAnswer => {
        course.problems = [refusal.reason];
        return service.refuse(refusal);
      };
      const operationId = idOf(operation);
      course.operationId = operationId;
      const key = service.keyOf(request.headers);
      course.key = key;
      if (key === undefined || findings.some(({ code }) => code === "401")) {
        return refuse({ kind: "unauthorized", reason: "the request has no API key" });
      }
      if (keys?.has(key) === false) {
        return refuse({ kind: "unauthorized", reason: "the API key is not one of those that this mock was given" });
      }
      const refusal =
        refusalOf(operation, findings, query, body) ?? (strict ? unknownQuery(operation, search) : undefined);
      if (refusal !== undefined) return refuse(refusal);
      const cursor = query["cursor"];
      const strike =
        request.headers[lookOfPage] === undefined
          ? faults.strike(operationId, key, typeof cursor === "string" && cursor !== "")
          : undefined;
      course.strike = strike;
      // The outcome is not used: the fault takes its place.
      if (!needsModel(strike?.fault)) return { status: 200, body: undefined };
      const preference = parsePrefer(request.headers["prefer"]);
      if (preference !== undefined) return preference;
      const { handlers } = worlds.get(key);
      const handler = Object.hasOwn(handlers, operationId) ? handlers[operationId] : undefined;
      // A spec that was edited while it is served may have an operation that has no model yet: its examples answer.
      if (handler === undefined) return {};
      const answer = handler({
        operationId,
        path: pathParameters(operation, path),
        query: typedQuery(operation, query),
        headers: request.headers,
        body: body.kind === "json" ? body.value : undefined,
      });
      const isLoop = strike?.fault !== undefined && "cursor" in strike.fault && typeof cursor === "string";
      return isLoop ? loopCursor(answer, service, cursor) : answer;
    };

  const answer = async (request: ApiRequest, course: Course): Promise<Answer> => {
    const { prism, queryNames: names, spec } = specs.current;
    const [rawPath, search] = splitTarget(request.target);
    const unknown = (): OperationAnswer => {
      const reason = explainUnknownPath(request.method, rawPath, spec);
      course.problems = [reason];
      return service.refuse({ kind: "unknownOperation", reason });
    };
    const path = relativePath(rawPath, spec.basePath);
    if (path === undefined) return unknown();
    if (request.method === "OPTIONS") {
      const methods = methodsOf(rawPath, spec);
      if (methods.length === 0) return unknown();
      return { status: 204, body: undefined, headers: { allow: [...methods, "OPTIONS"].join(", ") } };
    }
    const query = parseQuery(new URLSearchParams(search), names);
    const body = readBody(request.body, request.headers);
    const outcome = await prism(
      {
        // The vendors answer HEAD as GET; the transport leaves the body out.
        method: request.method === "HEAD" ? "GET" : request.method,
        path,
        query,
        headers: prismHeaders(request.headers, body),
        body: body.kind === "json" ? body.value : undefined,
      },
      respond(request, path, search, query, body, course),
    );
    const { strike } = course;
    if (strike !== undefined && !needsModel(strike.fault)) {
      return disturb(service, { status: 200, body: undefined }, strike);
    }
    if (outcome.kind === "unknownOperation") return unknown();
    if (outcome.kind === "unknownPreference") {
      course.problems = [outcome.reason];
      return service.refuse({ kind: "malformed", reason: `header Prefer: ${outcome.reason}` });
    }
    if (outcome.violations.length > 0) {
      const reason = `the answer ${outcome.answer.status} of ${request.method} ${rawPath} breaks the spec: ${outcome.violations.map(({ message }) => message).join("; ")}`;
      violations.push(reason);
      console.error(`switchboard-mock: bug in the model of ${service.name}: ${reason}`);
      return service.refuse({ kind: "internal", reason });
    }
    return strike === undefined ? outcome.answer : disturb(service, outcome.answer, strike);
  };

  const fault = (error: unknown): Answer => {
    console.error(`switchboard-mock: bug in the model of ${service.name}:`, error);
    return service.refuse({ kind: "internal", reason: reasonOf(error) });
  };

  const recorded = async (request: ApiRequest, keeper: Journal, api: ApiName): Promise<Answer> => {
    const course: Course = { problems: [] };
    const startedAt = performance.now();
    const given = await answer(request, course)
      .then(withText)
      .catch((error: unknown) => withText(fault(error)));
    keeper.record({
      api,
      operationId: course.operationId,
      method: request.method,
      target: request.target,
      headers: request.headers,
      body: request.body,
      problems: course.problems,
      fault: course.strike && describeFault(course.strike.fault ?? { latency: course.strike.delay }),
      response: whatIsSent(given),
      receivedAt: isoTime(clock?.now() ?? Date.now()),
      duration: performance.now() - startedAt,
      key: course.key ?? service.keyOf(request.headers),
    });
    return given;
  };

  const handle = (request: ApiRequest): Promise<Answer> =>
    journal === undefined || service.api === "admin"
      ? answer(request, { problems: [] }).catch(fault)
      : recorded(request, journal, service.api);

  return {
    service,
    get basePath() {
      return specs.current.spec.basePath;
    },
    specs,
    worlds,
    faults,
    violations,
    handle,
    refuse: (reason) => service.refuse({ kind: "malformed", reason }),
    unmodelled: () => {
      const { handlers } = service.createWorld();
      return [...specs.current.operationIds].filter((operationId) => !Object.hasOwn(handlers, operationId));
    },
    async reload() {
      specs.current = await serveSpec(service);
    },
  };
}
