import { explainBody } from "./explain-body.ts";
import { parsePrefer } from "./prefer.ts";
import { createPrism, type Finding, type PrismAnswer, type Preference } from "./prism.ts";
import { readBody, type RequestBody } from "./request-body.ts";
import { misspeltValues, parseQuery, queryNames, typedQuery, type Query } from "./request-query.ts";
import type { OperationAnswer, Refusal, Service, World } from "./service.ts";
import { loadSpec, type LoadedSpec, type Operation } from "./spec/load.ts";
import { SpecError } from "./spec/spec-error.ts";

export interface ApiRequest {
  readonly method: string;
  /** The request target as it was sent: path and query. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** One API of the mock, without a server around it. */
export interface Api {
  readonly basePath: string;
  /** Answers any request; a wrong one in the vendor's own way, and never with an exception. */
  handle(request: ApiRequest): Promise<OperationAnswer>;
  /** Answers what is no request at all, in the vendor's shape of a malformed one. */
  refuse(reason: string): OperationAnswer;
  /** The answers of the model that broke the spec, newest last. Each is a bug of the mock. */
  readonly violations: readonly string[];
}

/**
 * Loads the spec of a service and puts Prism in front of its model.
 *
 * @throws SpecError when the spec cannot be served, or the model lacks one of its operations
 */
export async function createApi(service: Service): Promise<Api> {
  const spec = await loadSpec(service.specFile);
  const prism = createPrism(spec);
  const names = queryNames(spec.operations);
  const worlds = new Map<string, World>();
  const violations: string[] = [];
  checkModel(service, spec);

  const worldOf = (key: string): World => {
    const world = worlds.get(key) ?? service.createWorld();
    worlds.set(key, world);
    return world;
  };

  const respond =
    (request: ApiRequest, path: string, query: Query, body: RequestBody) =>
    (operation: Operation, findings: readonly Finding[]): PrismAnswer | Preference => {
      const key = service.keyOf(request.headers);
      if (key === undefined || findings.some(({ code }) => code === "401")) {
        return service.refuse({ kind: "unauthorized", reason: "the request has no API key" });
      }
      const refusal = refusalOf(operation, findings, query, body);
      if (refusal !== undefined) return service.refuse(refusal);
      const preference = parsePrefer(request.headers["prefer"]);
      if (preference !== undefined) return preference;
      const handler = worldOf(key).handlers[idOf(operation)];
      if (handler === undefined) throw new Error(`The model has no handler for ${idOf(operation)}`);
      return handler({
        operationId: idOf(operation),
        path: pathParameters(operation, path),
        query: typedQuery(operation, query),
        headers: request.headers,
        body: body.kind === "json" ? body.value : undefined,
      });
    };

  const answer = async (request: ApiRequest): Promise<OperationAnswer> => {
    const [rawPath, search = ""] = splitOnce(request.target, "?");
    const path = relativePath(rawPath, spec.basePath);
    if (path === undefined) {
      return service.refuse({ kind: "unknownOperation", reason: unknownPath(request.method, rawPath, spec) });
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
      respond(request, path, query, body),
    );
    if (outcome.kind === "unknownOperation") {
      return service.refuse({ kind: "unknownOperation", reason: unknownPath(request.method, rawPath, spec) });
    }
    if (outcome.kind === "unknownPreference") {
      return service.refuse({ kind: "malformed", reason: `header Prefer: ${outcome.reason}` });
    }
    if (outcome.violations.length > 0) {
      const reason = `the answer ${outcome.answer.status} of ${request.method} ${rawPath} breaks the spec: ${outcome.violations.map(({ message }) => message).join("; ")}`;
      violations.push(reason);
      console.error(`switchboard-mock: bug in the model of ${service.name}: ${reason}`);
      return service.refuse({ kind: "internal", reason });
    }
    return outcome.answer;
  };

  return {
    basePath: spec.basePath,
    violations,
    refuse: (reason) => service.refuse({ kind: "malformed", reason }),
    handle: (request) =>
      answer(request).catch((error: unknown) => {
        console.error(`switchboard-mock: bug in the model of ${service.name}:`, error);
        return service.refuse({ kind: "internal", reason: error instanceof Error ? error.message : String(error) });
      }),
  };
}

const idOf = (operation: Operation): string => operation.iid ?? "";

function checkModel(service: Service, spec: LoadedSpec): void {
  const handled = new Set(Object.keys(service.createWorld().handlers));
  const described = new Set(spec.operations.map(idOf));
  const problems = [
    ...[...described]
      .filter((id) => !handled.has(id))
      .map((id) => `operation ${id || "(without operationId)"} has no handler in the model of ${service.name}`),
    ...[...handled]
      .filter((id) => !described.has(id))
      .map((id) => `the model of ${service.name} handles ${id}, which the spec does not describe`),
  ];
  if (problems.length > 0) throw new SpecError(service.specFile, problems);
}

function refusalOf(
  operation: Operation,
  findings: readonly Finding[],
  query: Query,
  body: RequestBody,
): Refusal | undefined {
  const malformed = [
    ...misspeltValues(operation, query),
    ...findings.filter(({ path }) => path.length > 0 && path[0] !== "body").map(describeParameter),
  ];
  if (malformed.length > 0) return { kind: "malformed", reason: [...new Set(malformed)].join("; ") };
  if (operation.request?.body === undefined) return undefined;
  if (body.kind === "unreadable") return { kind: "malformed", reason: body.reason };
  // Prism takes the body `null` for none, and does not hold it against the schema.
  const isNull = body.kind === "json" && body.value === null;
  if (findings.length === 0 && !isNull) return undefined;
  if (body.kind === "none") return { kind: "malformed", reason: "a JSON body is required" };
  const { reasons, unknownFields } = explainBody(operation, body.value);
  if (isNull && reasons.length === 0) return undefined;
  const said = reasons.length > 0 ? reasons : findings.map(({ message }) => message);
  return { kind: "invalidBody", reason: said.join("; "), unknownFields };
}

/** Prism's words without its prefix: `query parameter limit must be <= 250`. */
const describeParameter = ({ message }: Finding): string =>
  message.replace(/^Request (query|header|path) (parameter )?/, (_, place: string) => `${place} parameter `);

const splitOnce = (text: string, separator: string): readonly [string, string?] => {
  const at = text.indexOf(separator);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
};

/** The path below the base path; undefined when it lies elsewhere, has an empty segment, or is not decodable. */
function relativePath(path: string, basePath: string): string | undefined {
  if (!path.startsWith(`${basePath}/`)) return undefined;
  const relative = path.slice(basePath.length);
  try {
    const segments = relative.slice(1).split("/").map(decodeURIComponent);
    return segments.includes("") ? undefined : relative;
  } catch {
    return undefined;
  }
}

function unknownPath(method: string, path: string, spec: LoadedSpec): string {
  const relative = relativePath(path, spec.basePath);
  const methods = spec.operations
    .filter((operation) => relative !== undefined && matches(operation.path, relative))
    .map((operation) => operation.method.toUpperCase());
  if (methods.length > 0) return `${path} takes ${methods.join(" and ")}, not ${method}`;
  const outside = !path.startsWith(`${spec.basePath}/`) && spec.basePath !== "";
  return `no operation ${method} ${path}${outside ? `; every path begins with ${spec.basePath}` : ""}`;
}

function matches(template: string, path: string): boolean {
  const parts = path.split("/");
  const wanted = template.split("/");
  return wanted.length === parts.length && wanted.every((part, index) => part.startsWith("{") || part === parts[index]);
}

function pathParameters(operation: Operation, path: string): Record<string, string> {
  const parts = path.split("/");
  const named = operation.path
    .split("/")
    .flatMap((part, index) =>
      part.startsWith("{") ? [[part.slice(1, -1), decodeURIComponent(parts[index] ?? "")] as const] : [],
    );
  return Object.fromEntries(named);
}

/**
 * What Prism sees of the headers. It checks a media type only beside a `Content-Length`, which a streamed body lacks. It knows
 * `Bearer` by its capital only. And it heeds `Accept`, by which the vendors, like most services, answer JSON all the same.
 */
function prismHeaders(headers: Readonly<Record<string, string>>, body: RequestBody): Record<string, string> {
  const { accept: _accept, authorization, "content-length": _length, "content-type": _type, ...others } = headers;
  return {
    ...others,
    ...(authorization !== undefined && { authorization: authorization.trim().replace(/^bearer(?=\s)/i, "Bearer") }),
    ...(body.kind === "json" && { "content-length": String(body.bytes), "content-type": "application/json" }),
  };
}
