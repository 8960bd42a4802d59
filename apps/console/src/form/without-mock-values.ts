import type { Values } from "../service/request.ts";
import { isOfMock } from "../service/seen-ids.ts";
import type { Operation } from "../spec/operations.ts";

/** Values without the ids that only the mock has: those that were seen there, and the documented ones. */
export function withoutMockValues(operation: Operation, { body, parameters }: Values): Values {
  const documented = documentedIds(operation);
  const isLeft = ([name, value]: readonly [string, unknown]): boolean =>
    !isOfMock(operation.api, name, value) && !(typeof value === "string" && documented.has(`${name} ${value}`));
  const withoutIds = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(withoutIds);
    if (typeof value !== "object" || value === null) return value;
    const left = Object.entries(value).filter(isLeft);
    return Object.fromEntries(left.map(([name, child]) => [name, withoutIds(child)]));
  };
  return { parameters: Object.fromEntries(Object.entries(parameters).filter(isLeft)), body: withoutIds(body) };
}

/** The names and values of ids in the path and in the bodies of the document. */
function documentedIds({ body, parameters }: Operation): ReadonlySet<string> {
  const found = new Set(
    parameters.filter(({ in: place }) => place === "path").map(({ example, name }) => `${name} ${String(example)}`),
  );
  const collect = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    for (const [name, child] of Object.entries(value)) {
      if (typeof child === "string" && /(?:_id|Id)$/.test(name)) found.add(`${name} ${child}`);
      collect(child);
    }
  };
  for (const { value } of body?.examples ?? []) collect(value);
  return found;
}
