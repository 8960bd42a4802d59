import type { OperationIds } from "../operations/by-hand.ts";
import type { Api, Example, Node, SpecOperation, Specification } from "../specification.ts";
import { withKnown, type KnownIds } from "../known-ids.ts";
import type { PlainRequest } from "./send-plain.ts";
import { bodyRequests } from "./corpus-bodies.ts";

/** A request with a name of its own, such as `listChats ?limit=0`. */
export interface CorpusRequest extends PlainRequest {
  readonly name: string;
  readonly operationId: string;
}

type Pair = readonly [name: string, value: string];

/** What one request is made of, before a part of it is made wrong. */
export interface Draft {
  readonly operation: SpecOperation;
  /** Whether its path is that of several items, each with a path of its own below. */
  readonly isCollection: boolean;
  /** Whether something else in place of the last part of its path is read as an id, by an operation with the same method. */
  readonly isBesideId: boolean;
  /** The path with known ids in it. */
  readonly path: string;
  /** What the query must hold, as documented. */
  readonly query: readonly Pair[];
  readonly headers: Readonly<Record<string, string>>;
  /** The documented bodies, with known ids in them. */
  readonly examples: readonly Example[];
}

/** Requests for every operation of a spec: valid ones, and ones that are wrong in every place where they can be. */
export function corpusOf(
  specification: Specification,
  keyHeader: Readonly<Record<string, string>>,
  known: KnownIds,
): readonly CorpusRequest[] {
  const basePath = specification.serverUrl.pathname.replace(/\/$/, "");
  return specification.operations.flatMap((operation) => {
    const examples = (operation.body?.examples ?? []).map(({ name, value }) => ({
      name,
      value: withKnown(value, known.fields),
    }));
    const required = (place: string): readonly Pair[] =>
      operation.parameters
        .filter((parameter) => parameter.in === place && parameter.required)
        .map(({ example, name }) => [name, String(example)]);
    const ids = /\{\w+\}$/;
    const draft: Draft = {
      operation,
      isCollection: specification.operations.some(({ template }) => template.startsWith(`${operation.template}/{`)),
      isBesideId: specification.operations.some(
        ({ method, template }) =>
          method === operation.method &&
          ids.test(template) &&
          template.replace(ids, "") === operation.template.replace(/[^/]+$/, ""),
      ),
      path: operation.path.slice(basePath.length).replaceAll(/\{(\w+)\}/g, (_, name: string) => {
        const id = known.path[name];
        if (id === undefined) throw new Error(`${operation.operationId} needs a known ${name}`);
        return encodeURIComponent(id);
      }),
      query: required("query"),
      headers: {
        ...keyHeader,
        ...Object.fromEntries(required("header")),
        ...(operation.body && { "content-type": "application/json" }),
      },
      examples,
    };
    return [
      named(draft, "valid", {}),
      ...queryRequests(draft),
      ...pathRequests(draft),
      ...headerRequests(draft, keyHeader),
      ...methodRequests(draft),
      ...bodyRequests(draft),
    ];
  });
}

/** The draft with some of its parts replaced. */
export function named(draft: Draft, what: string, changes: Partial<PlainRequest>): CorpusRequest {
  const { operation, headers, examples } = draft;
  const name = `${operation.operationId} ${what}`;
  const body = examples[0] && { body: JSON.stringify(examples[0].value) };
  const { method, operationId } = operation;
  return { name, operationId, method, target: targetOf(draft), headers, ...body, ...changes };
}

/** Another path, or more in the query, than the draft's own. */
function targetOf({ query, path }: Pick<Draft, "path" | "query">, ...more: readonly string[]): string {
  const parts = [...query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`), ...more];
  return parts.length === 0 ? path : `${path}?${parts.join("&").replaceAll(" ", "%20")}`;
}

function queryRequests(draft: Draft): readonly CorpusRequest[] {
  const withQuery = (query: string, of?: string): CorpusRequest =>
    named(draft, `?${query}`, {
      target: targetOf({ ...draft, query: draft.query.filter(([name]) => name !== of) }, query),
    });
  const parameters = draft.operation.parameters.filter((parameter) => parameter.in === "query");
  return [
    withQuery("zz=1"),
    ...parameters.flatMap(({ name, schema }) => {
      const good = valuesOf(name, schema);
      const [first = "x", second = first] = good;
      return [
        ...good.map((value) => `${name}=${value}`),
        ...wrongValuesOf(schema).map((value) => `${name}=${value}`),
        `${name}=`,
        name,
        `${name}=${first}&${name}=${second}`,
        `${name}=${first},${second}`,
        `${name.toUpperCase()}=0`,
        `${name}[]=${first}`,
      ].map((query) => withQuery(query, name));
    }),
  ];
}

/** Values that the schema of a query parameter takes. A cursor would have to come from the service. */
function valuesOf(name: string, schema: Node): readonly string[] {
  if (name === "cursor") return [];
  const values: readonly string[] | undefined = itemsOf(schema)["enum"];
  if (values !== undefined) return values;
  if (schema["type"] === "integer") return [schema["minimum"], 7, schema["maximum"]].filter(isGiven).map(String);
  return ["nothing"];
}

function wrongValuesOf(schema: Node): readonly string[] {
  if (schema["type"] === "integer") {
    const beyond = [schema["minimum"] - 1, schema["maximum"] + 1].filter(Number.isFinite);
    const outside = new Set([...beyond, -1, "9".repeat(30)].map(String));
    return [...outside, "many", "1.5", "1e1", "0x10", " 7", "NaN", "true"];
  }
  return itemsOf(schema)["enum"] === undefined ? [] : ["zz", "0", "null"];
}

const isGiven = (bound: unknown): boolean => bound !== undefined;

const itemsOf = (schema: Node): Node => (schema["type"] === "array" ? schema["items"] : schema);

/** One of each API. */
const processEnding: ReadonlySet<string> = new Set<OperationIds[Api]>(["getConversation", "getChat"]);

function pathRequests(draft: Draft): readonly CorpusRequest[] {
  const { isBesideId, isCollection, operation, path } = draft;
  const ofCollection = isCollection ? " of a collection" : "";
  const at = (what: string, target: string): CorpusRequest =>
    named(draft, what, { target: targetOf({ ...draft, path: target }) });
  const ids = operation.parameters.filter((parameter) => parameter.in === "path");
  const withId = (id: string): string => {
    const parts = operation.path.split("/").slice(-path.split("/").length);
    const last = parts.findLastIndex((part) => part.startsWith("{"));
    return path
      .split("/")
      .map((part, index) => (index === last ? id : part))
      .join("/");
  };
  return [
    at(`path/${ofCollection}`, `${path}/`),
    at("/path", `/${path}`),
    at(`path/more${ofCollection}`, `${path}/more`),
    at("PATH", path.toUpperCase()),
    at("/./path", `/.${path}`),
    at("path#fragment", `${path}%23fragment`),
    // Where it is read as an id, it ends a process of Prism, like the last of these.
    ...(ids.length === 0 && !isBesideId ? [at("path%", `${path}%`)] : []),
    ...(ids.length === 0 ? [] : ["nothing", "%00", "%F0%9F%98%80", "..%2F..", "a".repeat(2000)]).map((id) =>
      at(`id=${id.slice(0, 20)}`, withId(id)),
    ),
    // Once is enough: such a request costs a process of Prism.
    ...(processEnding.has(operation.operationId) ? [at("id=%zz", withId("%zz"))] : []),
  ];
}

function headerRequests(draft: Draft, keyHeader: Readonly<Record<string, string>>): readonly CorpusRequest[] {
  const [[keyName, key] = ["", ""]] = Object.entries(keyHeader);
  const { [keyName]: _key, ...keyless } = draft.headers;
  const withHeaders = (what: string, headers: Readonly<Record<string, string>>): CorpusRequest =>
    named(draft, what, { headers: { ...draft.headers, ...headers } });
  return [
    named(draft, "no key", { headers: keyless }),
    withHeaders("empty key", { [keyName]: "" }),
    withHeaders("Basic key", { [keyName]: `Basic ${key}` }),
    withHeaders("lower-case scheme", { [keyName]: key.replace(/^Bearer/, "bearer") }),
    withHeaders("key without scheme", { [keyName]: key.replace(/^Bearer /, "") }),
    withHeaders("scheme without key", { [keyName]: key.replace(/ .*/, "") }),
    named(draft, "key in the query", { headers: keyless, target: targetOf(draft, `${keyName}=key`) }),
    ...["application/json", "text/html", "application/xml", "application/json;q=0", "*/*"].map((accept) =>
      withHeaders(`Accept: ${accept}`, { accept }),
    ),
    ...[...draft.operation.responses].flatMap(([status, examples]) => [
      withHeaders(`Prefer: code=${status}`, { prefer: `code=${status}` }),
      ...examples.map(({ name }) => {
        const prefer = `code=${status}, example=${name}`;
        return withHeaders(`Prefer: ${prefer}`, { prefer });
      }),
    ]),
    ...["code=418", "code=abc", "example=zz", "dynamic=true", "dynamic=maybe", "respond-async"].map((prefer) =>
      withHeaders(`Prefer: ${prefer}`, { prefer }),
    ),
    withHeaders("Idempotency-Key:", { "idempotency-key": "" }),
    withHeaders("Content-Encoding: gzip", { "content-encoding": "gzip" }),
    withHeaders("large header", { "x-large": "x".repeat(9000) }),
  ];
}

const methodRequests = (draft: Draft): readonly CorpusRequest[] =>
  ["HEAD", "OPTIONS", "PUT", "PATCH", "TRACE", "PROPFIND"].map((method) => named(draft, method, { method }));
