import type { Values } from "../service/request.ts";
import { isOfMock } from "../service/seen-ids.ts";
import type { ApiName, Operation } from "../spec/operations.ts";

/** Values without the ids that only the mock has: those that were seen there, and the documented ones of a path. */
export function withoutMockValues({ api, parameters }: Operation, { body, parameters: entered }: Values): Values {
  const examples = new Map(
    parameters.filter(({ in: place }) => place === "path").map(({ example, name }) => [name, example]),
  );
  const left = Object.entries(entered).filter(
    ([name, value]) => !(examples.has(name) && examples.get(name) === value) && !isOfMock(api, name, value),
  );
  return { parameters: Object.fromEntries(left), body: withoutIds(api, body) };
}

function withoutIds(api: ApiName, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => withoutIds(api, each));
  if (typeof value !== "object" || value === null) return value;
  const left = Object.entries(value).filter(([name, child]) => !isOfMock(api, name, child));
  return Object.fromEntries(left.map(([name, child]: [string, unknown]) => [name, withoutIds(api, child)]));
}
