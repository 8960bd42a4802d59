import type { Pointer } from "./document.ts";
import { isObject, isParameter, partsOf, rejectWhere, type Json, type Report } from "./parts.ts";
import type { SpecDocument } from "./read-spec.ts";

/**
 * Rejects a spec that has what OpenAPI knows and the mock does not serve: it would respond as if that were not there, or fail with
 * the first request.
 *
 * @throws SpecError with every such place
 */
export function rejectUnserved(document: SpecDocument): void {
  // Places are looked up for a problem alone: that reads the file a second time, with a parser that keeps them.
  const operationIds = new Map<string, () => string>();
  rejectWhere(document, (file, report) => {
    for (const [part, pointer] of partsOf(file.content)) {
      const { content, operationId: id, paths, servers } = part;
      if (isParameter(part)) checkParameter(part, pointer, report);
      if (isObject(paths)) checkTemplates(paths, [...pointer, "paths"], report);
      if (servers !== undefined) checkServers(servers, [...pointer, "servers"], report);
      if (isObject(content)) checkContent(content, [...pointer, "content"], report);
      if (typeof id !== "string") continue;
      const place = [...pointer, "operationId"];
      const first = operationIds.get(id);
      if (first === undefined) operationIds.set(id, () => file.placeOf(place));
      else report(place, `the operationId ${id} stands at ${first()} as well; give each operation its own`);
    }
  });
}

function checkParameter(parameter: Json, pointer: Pointer, report: Report): void {
  const { in: where, name, required, schema, style } = parameter;
  if (where === "cookie" && required === true)
    report(pointer, `the mock reads no cookies, so that a request never has ${String(name)}; take it from a header`);
  if (style === "deepObject")
    report([...pointer, "style"], "the mock does not read deepObject; use a parameter for each field");
  if (!isObject(schema) || (where !== "path" && where !== "query")) return;
  const type = schema["type"];
  const place = [...pointer, "schema"];
  if (where === "path" && type === "array")
    report(place, "the mock reads a path parameter as one value; give it a type other than array");
  if (Array.isArray(type))
    report(
      [...place, "type"],
      "the mock reads a parameter in one type; name one, since an absent parameter is its null",
    );
  const branches = ["anyOf", "oneOf", "allOf"].flatMap((keyword) =>
    Array.isArray(schema[keyword]) ? schema[keyword] : [],
  );
  if (branches.some((branch) => isObject(branch) && branch["type"] === "array"))
    report(
      place,
      "the mock reads a list only where the parameter's own type is array; take it out of anyOf, oneOf or allOf",
    );
}

function checkTemplates(paths: Json, pointer: Pointer, report: Report): void {
  for (const path of Object.keys(paths)) {
    const part = path.split("/").find((segment) => segment.includes("{") && !/^\{[^{}]+\}$/.test(segment));
    if (part !== undefined)
      report([...pointer, path], `the mock routes whole segments, and ${part} is a parameter with something beside it`);
  }
}

function checkServers(servers: unknown, pointer: Pointer, report: Report): void {
  if (pointer.length > 1) {
    report(pointer, "the mock has one address for all operations; name servers at the root alone");
    return;
  }
  const [first] = Array.isArray(servers) ? (servers as unknown[]) : [];
  if (isObject(first) && /[{}]/.test(String(first["url"])))
    report([...pointer, 0, "url"], "the mock fills in no variables of a server; write its address out");
}

function checkContent(content: Json, pointer: Pointer, report: Report): void {
  const [, second] = Object.keys(content);
  if (second !== undefined)
    report([...pointer, second], `the mock reads and sends one media type; remove ${second} or the other`);
}
