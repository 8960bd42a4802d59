import * as fc from "fast-check";

import type { ApiRequest } from "../../../src/http/api.ts";
import type { LoadedSpec, Operation } from "../../../src/prism/spec/load.ts";
import { createSchemaCompiler } from "../../../src/prism/spec/schema-compiler.ts";
import type { BodyExample } from "../../prism/spec-bodies.ts";
import { wrongBodies, type WrongBody } from "../bodies/wrong-bodies.ts";
import type { Vendor } from "../vendors.ts";
import { anyText } from "./any-text.ts";
import { wrongQueries } from "./wrong-queries.ts";

/** A request that breaks the spec in at least one way, whatever else is in it. */
export interface WrongRequest {
  readonly request: ApiRequest;
  /** Undefined for a request to no operation. */
  readonly operation: Operation | undefined;
  /** What is wrong, for a person to read. */
  readonly wrong: string;
  readonly statuses: readonly number[];
}

/** The parts of a request as the spec has it. */
interface Draft {
  readonly operation: Operation;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

type Change = Partial<Omit<ApiRequest, "headers">> & { readonly headers?: Readonly<Record<string, string>> };

/** Headers that change nothing, in whatever size. */
const otherHeaders = fc.dictionary(
  fc.constantFrom("accept", "accept-language", "cookie", "if-none-match", "origin", "range", "x-forwarded-for", "x-zz"),
  fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.constantFrom("*", ";q=0", "é", "text/html", "x".repeat(20_000), "a,".repeat(2_000)),
  ),
  { maxKeys: 3 },
);

/** What stands for an id: most are the id of nothing, and none is malformed. */
const ids = fc.oneof(
  fc.constantFrom("nothing", "%00", "..%2f..", "'%22%5C", "1e999", "%F0%9F%98%80", "a".repeat(8_000), "__proto__"),
  anyText(20)
    .filter((id) => !["", ".", ".."].includes(id))
    .map(encodeURIComponent),
);

/** Requests that are wrong in every way that the spec of an API can tell. */
export function wrongRequests(
  vendor: Vendor,
  { basePath, operations }: LoadedSpec,
  examples: readonly BodyExample[],
): fc.Arbitrary<WrongRequest> {
  const compile = createSchemaCompiler();
  const { malformed, invalid } = vendor;

  const drafts: fc.Arbitrary<Draft> = fc
    .tuple(fc.constantFrom(...operations), ids, fc.nat(), fc.integer({ min: 1, max: 8 }))
    .map(([operation, id, pick, key]) => {
      const own = examples.filter((example) => example.operation.iid === operation.iid);
      const hasBody = own.length > 0;
      return {
        operation,
        path: basePath + operation.path.replaceAll(/\{\w+\}/g, id),
        headers: { ...vendor.keyHeaders(`key ${key}`), ...(hasBody && { "content-type": "application/json" }) },
        text: hasBody ? JSON.stringify(own[pick % own.length]?.body) : "",
      };
    });

  const requestOf = (draft: Draft, change: Change): ApiRequest => ({
    method: draft.operation.method.toUpperCase(),
    target: draft.path,
    body: Buffer.from(draft.text),
    ...change,
    headers: { ...draft.headers, ...change.headers },
  });
  const wrongAs =
    (wrong: string, statuses: readonly number[], isOperation = true) =>
    (draft: Draft, change: Change): WrongRequest => ({
      request: requestOf(draft, change),
      operation: isOperation ? draft.operation : undefined,
      wrong,
      statuses,
    });
  const unauthorized = wrongAs("the key", [401]);
  const notFound = wrongAs("the path or method", [404], false);
  const unfulfilled = wrongAs("the preference", [malformed]);
  const unreadable = wrongAs("the query", [malformed]);

  const keys = fc.tuple(drafts, wrongKeys(vendor)).map(([draft, key]) => {
    const { authorization: _bearer, "blotato-api-key": _key, ...headers } = draft.headers;
    return unauthorized({ ...draft, headers }, { headers: key });
  });

  const paths = fc.tuple(drafts, wrongPaths).map(([draft, change]) => notFound(draft, { target: change(draft.path) }));

  /** Whether an operation has a method at whatever a path of the spec may stand for. */
  const isServed = (path: string, method: string): boolean =>
    operations.some((operation) => {
      const [own, other] = [path.split("/"), operation.path.split("/")];
      const fits = own.every(
        (part, index) => part === other[index] || [part, other[index]].some((each) => each?.startsWith("{")),
      );
      return operation.method.toUpperCase() === method && own.length === other.length && fits;
    });
  const methods = fc
    .tuple(drafts, fc.constantFrom("BREW", "PATCH", "PROPFIND", "PUT", "TRACE"))
    .filter(
      ([
        {
          operation: { path },
        },
        method,
      ]) => !isServed(path, method),
    )
    .map(([draft, method]) => notFound(draft, { method }));

  const preferences = fc.tuple(drafts, fc.integer({ min: 100, max: 999 }), fc.stringMatching(/^[A-Z]{2,9}$/));
  const preferred = preferences.map(([draft, code, example]) => {
    const isDocumented = draft.operation.responses.some((response) => response.code === String(code));
    return unfulfilled(draft, { headers: { prefer: isDocumented ? `example=${example}` : `code=${code}` } });
  });

  const queries = wrongQueries(operations);
  const queried = fc.tuple(drafts, queries, anyText(6)).map(([draft, { operation, query }, more]) => {
    const own = draft.operation.iid === operation.iid;
    const path = own ? draft.path : basePath + operation.path.replaceAll(/\{\w+\}/g, "nothing");
    return unreadable({ ...draft, operation, path }, { target: `${path}?zz=${encodeURIComponent(more)}&${query}` });
  });

  const bodied = fc.tuple(drafts, wrongBodies(examples, compile)).map(([draft, wrong]: [Draft, WrongBody]) => {
    const { operation, body, headers = {}, isReadable } = wrong;
    const path = basePath + operation.path.replaceAll(/\{\w+\}/g, "nothing");
    const key = Object.fromEntries(Object.entries(draft.headers).filter(([name]) => name !== "content-type"));
    // A status that the operation does not have for it is not given.
    const has422 = operation.responses.some(({ code }) => code === "422");
    const statuses = [isReadable && has422 ? invalid : malformed];
    const own = { operation, path, text: "", headers: { ...key, "content-type": "application/json" } };
    return wrongAs(wrong.wrong, statuses)(own, { body, headers });
  });

  return fc
    .tuple(
      fc.oneof(
        { weight: 1, arbitrary: keys },
        { weight: 1, arbitrary: paths },
        { weight: 1, arbitrary: methods },
        { weight: 1, arbitrary: preferred },
        { weight: 4, arbitrary: queried },
        { weight: 8, arbitrary: bodied },
      ),
      otherHeaders,
    )
    .map(([wrong, headers]) => ({
      ...wrong,
      request: { ...wrong.request, headers: { ...headers, ...wrong.request.headers } },
      // What a failed property tells of it.
      [fc.toStringMethod]: () => `${wrong.operation?.iid ?? "no operation"}, wrong in ${wrong.wrong}`,
    }));
}

/** Headers in which no key is found. */
function wrongKeys({ name }: Vendor): fc.Arbitrary<Readonly<Record<string, string>>> {
  if (name === "blotato") return fc.constantFrom({}, { "blotato-api-key": "" }, { authorization: "Bearer key" });
  const authorization = fc.oneof(
    fc.constantFrom("", "Bearer", "Bearer ", "Basic a2V5", "bl_live_1", "x".repeat(20_000)),
    anyText(20).filter((value) => !/^\s*bearer\s+\S/i.test(value)),
  );
  return fc.oneof(
    authorization.map((value): Record<string, string> => ({ authorization: value })),
    fc.constant({ "blotato-api-key": "key" }),
  );
}

/** Changes to a path after which no operation has it. */
const wrongPaths: fc.Arbitrary<(path: string) => string> = fc.oneof(
  fc.constantFrom<(path: string) => string>(
    (path) => `${path}/`,
    (path) => `/${path}`,
    (path) => `${path}//zz`,
    (path) => `${path}/%`,
    (path) => `${path}/%E0%A4%A`,
    (path) => path.replace(/\/v\d/, "/v9"),
    (path) => path.toUpperCase(),
    (path) => path.replace("/v", "/./v"),
    () => "*",
    () => "",
    () => "/".repeat(5_000),
  ),
  anyText(20).map((end) => (path: string) => `${path}/zz/${encodeURIComponent(end)}/zz/zz`),
  anyText(40).map((whole) => () => `/zz${encodeURI(whole).replaceAll("?", "")}`),
);
