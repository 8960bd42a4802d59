import type { Rejection } from "../../model/service.ts";
import type { Finding } from "../../prism/prism.ts";
import type { Operation } from "../../prism/spec/load.ts";
import type { ApiRequest } from "../api.ts";
import { explainBody } from "./explain-body.ts";
import { formForPrism } from "../../prism/prism-headers.ts";
import { takesForm } from "../../prism/spec/operations.ts";
import { mustBeSentAs, type RequestBody } from "./body.ts";
import { misspeltValues, type Query } from "./query.ts";

const [json, form] = ["application/json", "multipart/form-data"] as const;

/** Why a request is not valid by the spec; undefined when it is. */
export function rejectionOf(
  operation: Operation,
  findings: readonly Finding[],
  query: Query,
  body: RequestBody,
): Rejection | undefined {
  const malformed = [
    ...misspeltValues(operation, query),
    ...findings.filter(({ path }) => path.length > 0 && path[0] !== "body").map(describeParameter),
  ];
  if (malformed.length > 0) return { kind: "malformed", reason: [...new Set(malformed)].join("; ") };
  if (operation.request?.body === undefined) return undefined;
  if (body.kind === "unreadable") return { kind: "malformed", reason: body.reason };
  if (body.kind !== "none" && (body.kind === "form") !== takesForm(operation)) {
    const [expected, given] = body.kind === "form" ? [json, form] : [form, json];
    return { kind: "malformed", reason: mustBeSentAs(expected, given) };
  }
  // Prism counts the body `null` as none, and does not validate it.
  const isNull = body.kind === "json" && body.value === null;
  if (findings.length === 0 && !isNull) return undefined;
  if (body.kind === "none") {
    return {
      kind: "malformed",
      reason: takesForm(operation) ? `a body of ${form} is required` : "a JSON body is required",
    };
  }
  const value = body.kind === "form" ? formForPrism(body.value) : body.value;
  const { reasons, unknownFields } = explainBody(operation, value);
  // A missing field and an unreadable one look the same in a form.
  if (body.kind === "form") return { kind: "malformed", reason: reasons.join("; ") };
  if (isNull && reasons.length === 0) return undefined;
  const problems = reasons.length > 0 ? reasons : findings.map(({ message }) => message);
  const has422 = operation.responses.some(({ code }) => code === "422");
  return { kind: "invalidBody", reason: problems.join("; "), unknownFields, has422 };
}

/** Prism's words without its prefix: `query parameter limit must be <= 250`. */
const describeParameter = ({ message }: Finding): string =>
  message.replace(/^Request (query|header|path) (parameter )?/, (_, place: string) => `${place} parameter `);

/** Finds the query parameters that an operation does not have. */
export function unknownQuery(operation: Operation, search: string): Rejection | undefined {
  const known = (operation.request?.query ?? []).map(({ name }) => name);
  const unknown = [...new Set(new URLSearchParams(search).keys())].filter((name) => !known.includes(name));
  if (unknown.length === 0) return undefined;
  const expected = known.length === 0 ? "the operation has none" : `expected ${known.join(", ")}`;
  return { kind: "unknownParameter", reason: `query parameter ${unknown.join(" and ")} is not known: ${expected}` };
}

/** A body without the fields that its operation does not know; undefined where it is not valid even so. */
export function knownFields(operation: Operation, body: unknown): unknown {
  const { unknownFields } = explainBody(operation, body);
  const rest = Object.fromEntries(Object.entries(body as object).filter(([name]) => !unknownFields.includes(name)));
  return explainBody(operation, rest).reasons.length === 0 ? rest : undefined;
}

/** A DELETE that says that its body is JSON, and has none. */
export function emptyJson({
  body,
  headers,
  method,
}: Pick<ApiRequest, "body" | "headers" | "method">): Rejection | undefined {
  const isJson = /^application\/json\b/i.test(headers["content-type"] ?? "");
  if (!isJson || body.length > 0 || method !== "DELETE") return undefined;
  const reason = "the body is empty, although its content type is application/json: leave the header out";
  return { kind: "emptyJson", reason };
}
