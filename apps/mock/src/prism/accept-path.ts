/**
 * Says quickly that Prism would find nothing wrong. It is made of Prism's own deserializers, schema rewriting and compiled
 * schemas, prepared once for each operation, where Prism prepares most of them again for each request. Whatever it does not
 * accept, also where it is only in doubt, Prism judges itself, so that every refusal is Prism's, in Prism's words.
 */
import type { Operation } from "./spec/load.ts";
import {
  deserializers,
  mergeAllOf,
  propertyFilters,
  responses,
  UriTemplate,
  type IHttpRequest,
} from "./prism-modules.ts";
import { compileSchema } from "./prism-schemas.ts";

/** The quick checks of one operation; `false` says nothing but that Prism must be asked. */
export interface AcceptPath {
  takes(request: IHttpRequest): boolean;
  gives(answer: Answer): boolean;
}

interface Answer {
  readonly status: number;
  /** Sent as JSON. */
  readonly body: unknown;
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

export function createAcceptPath(operation: Operation): AcceptPath {
  const bundle: unknown = "__bundled__" in operation ? operation.__bundled__ : undefined;
  // Compiled at the first use: a start compiles nothing that no request needs.
  const hasKey = acceptsKey(operation);
  let takes: Accepts<IHttpRequest> | undefined;
  const gives = new Map<number, Accepts<unknown>>();
  return {
    takes(request) {
      takes ??= acceptsRequest(operation, bundle);
      return hasKey(request) && takes(request);
    },
    gives({ status, body }) {
      const fits = gives.get(status) ?? acceptsResponse(operation, status, bundle);
      gives.set(status, fits);
      return fits(body);
    },
  };
}

function acceptsKey({ security = [] }: Operation): Accepts<IHttpRequest> {
  if (security.length === 0) return always;
  const alternatives = security.map((schemes) => schemes.map(acceptsScheme));
  return (request) =>
    alternatives.some((schemes) => schemes.length > 0 && schemes.every((accepts) => accepts(request)));
}

function acceptsScheme(scheme: NonNullable<Operation["security"]>[number][number]): Accepts<IHttpRequest> {
  if (scheme.type === "apiKey" && scheme.in === "header") {
    const name = scheme.name.toLowerCase();
    return ({ headers = {} }) => Boolean(headers[name]);
  }
  if (scheme.type === "http" && scheme.scheme === "bearer") {
    return ({ headers = {} }) => /^Bearer\s.+$/.test(headers["authorization"] ?? "");
  }
  return never;
}

function acceptsRequest({ path, request }: Operation, bundle: unknown): Accepts<IHttpRequest> {
  if (request === undefined) return always;
  const body = acceptsRequestBody(request.body, bundle);
  const headers = acceptsParameters(request.headers, deserializers.header as never, "simple", bundle);
  const query = acceptsParameters(request.query, deserializers.query as never, "form", bundle);
  const pathValues = acceptsParameters(request.path, deserializers.path as never, "simple", bundle);
  // Prism makes one, with a compiled function, for each request.
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

function acceptsRequestBody(body: NonNullable<Operation["request"]>["body"], bundle: unknown): Accepts<IHttpRequest> {
  const hasNone: Accepts<IHttpRequest> = (request) =>
    (request.body === undefined || request.body === null) && request.headers?.["content-length"] === undefined;
  if (body === undefined) return hasNone;
  const fits = acceptsContent(body.contents, "request", bundle);
  return (request) => (hasNone(request) ? body.required !== true : isWorthy(request) && fits(request.body));
}

/** Prism takes an empty value for no body, and looks at the media type first. */
const isWorthy = ({ body, headers }: IHttpRequest): boolean => Boolean(body) && headers?.["content-type"] === json;

function acceptsResponse(operation: Operation, status: number, bundle: unknown): Accepts<unknown> {
  const found = responses.findOperationResponse(operation.responses, status);
  if (found._tag === "None") return never;
  const { contents = [], headers } = found.value;
  // Every answer has the same headers.
  const hasHeaders = acceptsParameters(headers, deserializers.header as never, "simple", bundle);
  if (!hasHeaders({ "content-type": json })) return never;
  return contents.length === 0 ? always : acceptsContent(contents, "response", bundle);
}

/** Only for what the specs of both vendors have: one content, which is JSON. */
function acceptsContent(contents: Contents | undefined, direction: Direction, bundle: unknown): Accepts<unknown> {
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

/** Parameters of one place, which Prism holds together against one schema. */
function acceptsParameters(
  parameters: readonly Parameter[] | undefined,
  styles: Readonly<Record<string, Deserialize>>,
  defaultStyle: string,
  bundle: unknown,
): Accepts<Record<string, unknown>> {
  if (parameters === undefined || parameters.length === 0) return always;
  // Prism tells of each deprecated parameter that is given.
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
    // Nothing given, nothing required: there is nothing to hold against a schema.
    if (isEmpty && required.length === 0) return true;
    return fits(values);
  };
}
