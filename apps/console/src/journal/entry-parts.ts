import type { RecordedRequest } from "../service/admin.ts";
import type { PreparedRequest, Values } from "../service/request.ts";
import { mockAddresses } from "../service/target.ts";
import { findOperation, keyHeader } from "../spec/catalog.ts";
import type { Operation, Parameter } from "../spec/operations.ts";

/** A body as it went over the wire, as far as the journal keeps it: broken JSON and other texts are a text there. */
export const bodyText = (body: unknown): string =>
  body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body);

/** The journal says of a body that is too long, or nested too deep, that it does not show it. */
export const isUnshown = (body: unknown): boolean => typeof body === "string" && /^\[.* not shown\]$/.test(body);

export const mediaTypeOf = (headers: Readonly<Record<string, string>>): string => headers["content-type"] ?? "";

export const urlOf = ({ api, target }: RecordedRequest): string =>
  `${new URL(mockAddresses.value[api]).origin}${target}`;

export const operationOfEntry = ({ api, operationId }: RecordedRequest): Operation | undefined =>
  findOperation(api, operationId);

/** Headers that a client of HTTP makes by itself. */
const ofConnection =
  /^(accept-encoding|accept-language|connection|content-length|host|keep-alive|origin|priority|referer|te|transfer-encoding|user-agent|sec-.*|x-stainless-.*)$/;

/** The request as it was, without its key, to be written as a command. */
export function preparedOf(entry: RecordedRequest): PreparedRequest {
  const { api, body, headers, method } = entry;
  const [key] = keyHeader(api, "");
  const kept = Object.entries(headers).filter(
    ([name, value]) =>
      !ofConnection.test(name) && value !== "*/*" && name !== key.toLowerCase() && name !== "authorization",
  );
  const text = bodyText(body);
  return { method, url: urlOf(entry), headers: Object.fromEntries(kept), body: text === "" ? undefined : text };
}

/**
 * What would be entered for the request in the form of its operation. The key of a send is left out: with the same one nothing would
 * be sent again.
 *
 * @returns undefined where it cannot be entered, as with a body that is not JSON
 */
export function valuesOf(entry: RecordedRequest, operation: Operation): Values | undefined {
  const { api, body, headers, target } = entry;
  const [path = "", search = ""] = target.split(/\?(.*)/s);
  const basePath = new URL(mockAddresses.value[api]).pathname.replace(/\/$/, "");
  const inPath = pathParameters(operation.path, path.slice(basePath.length));
  const query = new URLSearchParams(search);
  if (inPath === undefined || (body !== undefined && (typeof body !== "object" || operation.body === undefined)))
    return undefined;
  const valueOf = (parameter: Parameter): unknown => {
    const { in: place, name } = parameter;
    if (place === "path") return inPath[name];
    if (place === "query") return typed(parameter, query.getAll(name));
    return name === "Idempotency-Key" ? undefined : headers[name.toLowerCase()];
  };
  const entered = operation.parameters.map((parameter) => [parameter.name, valueOf(parameter)] as const);
  return { parameters: Object.fromEntries(entered.filter(([, value]) => value !== undefined)), body };
}

/** @returns undefined where the path is not of this kind */
function pathParameters(template: string, path: string): Readonly<Record<string, string>> | undefined {
  const segments = path.split("/");
  const parts = template.split("/");
  if (segments.length !== parts.length) return undefined;
  const found = parts.map((part, index) => [/^\{(.*)\}$/.exec(part)?.[1], segments[index] ?? ""] as const);
  try {
    return Object.fromEntries(
      found.flatMap(([name, segment]) => (name === undefined ? [] : [[name, decodeURIComponent(segment)]])),
    );
  } catch {
    return undefined;
  }
}

/** What a form holds for a parameter of the query; a text that is not of its type stays as it was sent. */
function typed({ at: { schema } }: Parameter, texts: readonly string[]): unknown {
  const [text] = texts;
  if (text === undefined) return undefined;
  const types = [schema.type].flat();
  if (types.includes("array") || texts.length > 1) return texts;
  if (types.some((type) => type === "integer" || type === "number") && text.trim() !== "") {
    return Number.isNaN(Number(text)) ? text : Number(text);
  }
  if (types.includes("boolean") && /^(true|false)$/.test(text)) return text === "true";
  return text;
}
