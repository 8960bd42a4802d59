/**
 * The fast path: validators that are compiled once for each operation from Prism's own deserializers, schema rewriting and
 * schemas, most of which Prism prepares again for each request. They may only accept. Whatever they do not accept, also where
 * they are only in doubt, goes through Prism's engine, so that every rejection is Prism's, in Prism's words.
 */
import {
  deserializers,
  mergeAllOf,
  propertyFilters,
  responses,
  UriTemplate,
  type IHttpRequest,
} from "./prism-modules.ts";
import { compileSchema } from "./prism-schemas.ts";
import type { PrismResponse } from "./prism.ts";
import type { Operation } from "./spec/load.ts";

/** The validators of one operation; `false` only means that Prism's engine must decide. */
export interface FastPath {
  acceptsRequest(request: IHttpRequest): boolean;
  /** For a body that is sent as JSON. */
  acceptsResponse(response: PrismResponse): boolean;
}

type Accepts<Value> = (value: Value) => boolean;
type Schema = Parameters<(typeof propertyFilters)["stripReadOnlyProperties"]>[0];
type Deserialize = (
  name: string,
  given: Record<string, unknown>,
  schema: Schema | undefined,
  explode: boolean,
) => unknown;
type Parameter = NonNullable<NonNullable<Operation["request"]>["query" | "headers" | "path"]>[number];
type Contents = NonNullable<Operation["responses"][number]["contents"]>;

type Direction = "request" | "response";

const json = "application/json";
const never: Accepts<unknown> = () => false;
const always: Accepts<unknown> = () => true;

/** All mocks of a spec share its operations, and with them what is compiled. */
const fastPaths = new WeakMap<Operation, FastPath>();

export function fastPathOf(operation: Operation): FastPath {
  const fastPath = fastPaths.get(operation) ?? createFastPath(operation);
  fastPaths.set(operation, fastPath);
  return fastPath;
}

function createFastPath(operation: Operation): FastPath {
  const bundle: unknown = "__bundled__" in operation ? operation.__bundled__ : undefined;
  // Compiled at the first use: a start compiles nothing that no request needs.
  const hasKey = keyValidator(operation);
  let validRequest: Accepts<IHttpRequest> | undefined;
  const validBodies = new Map<number, Accepts<unknown>>();
  return {
    acceptsRequest(request) {
      validRequest ??= requestValidator(operation, bundle);
      return hasKey(request) && validRequest(request);
    },
    acceptsResponse({ status, body }) {
      const isValid = validBodies.get(status) ?? responseValidator(operation, status, bundle);
      validBodies.set(status, isValid);
      return isValid(body);
    },
  };
}

function keyValidator({ security = [] }: Operation): Accepts<IHttpRequest> {
  if (security.length === 0) return always;
  const alternatives = security.map((schemes) => schemes.map(schemeValidator));
  return (request) =>
    alternatives.some((schemes) => schemes.length > 0 && schemes.every((accepts) => accepts(request)));
}

function schemeValidator(scheme: NonNullable<Operation["security"]>[number][number]): Accepts<IHttpRequest> {
  if (scheme.type === "apiKey" && scheme.in === "header") {
    const name = scheme.name.toLowerCase();
    return ({ headers = {} }) => Boolean(headers[name]);
  }
  if (scheme.type === "http" && scheme.scheme === "bearer") {
    return ({ headers = {} }) => /^Bearer\s.+$/.test(headers["authorization"] ?? "");
  }
  return never;
}

function requestValidator({ path, request }: Operation, bundle: unknown): Accepts<IHttpRequest> {
  if (request === undefined) return always;
  const body = bodyValidator(request.body, bundle);
  const headers = parametersValidator(request.headers, deserializers.header as never, "simple", bundle);
  const query = parametersValidator(request.query, deserializers.query as never, "form", bundle);
  const pathValues = parametersValidator(request.path, deserializers.path as never, "simple", bundle);
  // Prism compiles one for each request.
  const template = path.includes("{") ? new UriTemplate(path) : undefined;
  return (given) => {
    const values = template === undefined ? {} : template.match(given.url.path);
    return (
      values !== null &&
      body(given) &&
      headers(given.headers ?? {}) &&
      query(given.url.query ?? {}) &&
      pathValues(values)
    );
  };
}

function bodyValidator(body: NonNullable<Operation["request"]>["body"], bundle: unknown): Accepts<IHttpRequest> {
  const hasNone: Accepts<IHttpRequest> = (request) =>
    (request.body === undefined || request.body === null) && request.headers?.["content-length"] === undefined;
  if (body === undefined) return hasNone;
  const fits = contentValidator(body.contents, "request", bundle);
  return (request) => (hasNone(request) ? body.required !== true : hasJson(request) && fits(request.body));
}

/** Prism counts an empty value as no body, and looks at the media type first. */
const hasJson = ({ body, headers }: IHttpRequest): boolean => Boolean(body) && headers?.["content-type"] === json;

function responseValidator(operation: Operation, status: number, bundle: unknown): Accepts<unknown> {
  const found = responses.findOperationResponse(operation.responses, status);
  if (found._tag === "None") return never;
  const { contents = [], headers } = found.value;
  // Every response has the same headers.
  const hasHeaders = parametersValidator(headers, deserializers.header as never, "simple", bundle);
  if (!hasHeaders({ "content-type": json })) return never;
  return contents.length === 0 ? always : contentValidator(contents, "response", bundle);
}

/** Only for what the specs of both vendors have: one content, which is JSON. */
function contentValidator(contents: Contents | undefined, direction: Direction, bundle: unknown): Accepts<unknown> {
  const [content, ...others] = contents ?? [];
  if (content === undefined || others.length > 0 || content.mediaType !== json) return never;
  if (content.schema === undefined) return always;
  const strip =
    direction === "request" ? propertyFilters.stripReadOnlyProperties : propertyFilters.stripWriteOnlyProperties;
  const schema = strip(withoutAllOf(content.schema) as Schema);
  return schema._tag === "None" ? always : compileSchema(schema.value, { coerce: false, bundle });
}

function withoutAllOf(schema: object): object {
  try {
    return mergeAllOf(schema, { deep: true, ignoreAdditionalProperties: true });
  } catch {
    return schema;
  }
}

/** Prism validates the parameters of one place together, against one schema. */
function parametersValidator(
  parameters: readonly Parameter[] | undefined,
  styles: Readonly<Record<string, Deserialize>>,
  defaultStyle: string,
  bundle: unknown,
): Accepts<Record<string, unknown>> {
  if (parameters === undefined || parameters.length === 0) return always;
  // Prism reports each deprecated parameter that is given.
  if (parameters.some(({ deprecated }) => deprecated === true)) return never;
  const named = new Map(parameters.map((parameter) => [parameter.name.toLowerCase(), parameter]));
  const properties = Object.fromEntries([...named].flatMap(([name, { schema }]) => (schema ? [[name, schema]] : [])));
  const required = parameters.flatMap((parameter) =>
    parameter.required === true ? [parameter.name.toLowerCase()] : [],
  );
  const fits = compileSchema({ type: "object", properties, required }, { coerce: true, bundle });
  const readers = [...named].map(([name, { style, explode }]) => ({
    name,
    deserialize: styles[style || defaultStyle],
    schema: properties[name],
    explode: explode ?? false,
  }));
  return (given) => {
    const lowerCase: Record<string, unknown> = {};
    for (const name of Object.keys(given)) lowerCase[name.toLowerCase()] = given[name];
    const values: Record<string, unknown> = {};
    let isEmpty = true;
    for (const reader of readers) {
      const value = reader.deserialize?.(reader.name, lowerCase, reader.schema, reader.explode);
      // Prism leaves out what is empty.
      if (!value) continue;
      values[reader.name] = value;
      isEmpty = false;
    }
    // Nothing given, nothing required: nothing to validate.
    if (isEmpty && required.length === 0) return true;
    return fits(values);
  };
}
