import {
  type ApiFacts,
  isObject,
  type JsonObject,
  type OperationFacts,
  own,
  type Shape,
} from "@switchboard/spec-changes";

import type { Sample } from "../read/vendor-document.ts";

/** Something that a sample of the vendor shows and our spec does not allow. */
export interface SampleProblem {
  readonly operation: string;
  readonly place: string;
  readonly problem: string;
}

/** Compares the bodies that a page shows with our spec. */
export function checkSamples(samples: readonly Sample[], facts: ApiFacts): SampleProblem[] {
  return samples.flatMap((sample) => {
    const operation = operationOf(sample, facts);
    const shape = operation && shapeOf(sample, operation);
    if (!operation || !shape) return [];
    const name = operation.operationId ?? `${operation.method} ${operation.path}`;
    return [...problemsOf(sample.value, shape, sample.part)].map(([place, problem]) => ({
      operation: name,
      place,
      problem,
    }));
  });
}

/** A sample has values in its path where the spec has names, and the whole path of the address. */
function operationOf({ method, path }: Sample, { operations, server }: ApiFacts): OperationFacts | undefined {
  const base = server !== undefined && URL.canParse(server) ? new URL(server).pathname.replace(/\/$/, "") : "";
  const parts = (path.startsWith(`${base}/`) ? path.slice(base.length) : path).split("/");
  return [...operations.values()].find((operation) => {
    const names = operation.path.split("/");
    const fits = names.every((name, index) => name === parts[index] || (name.startsWith("{") && parts[index] !== ""));
    return operation.method === method && names.length === parts.length && fits;
  });
}

function shapeOf({ part }: Sample, operation: OperationFacts): Shape | undefined {
  if (part === "request") return operation.request?.contents.get("application/json");
  const success = [...operation.responses].find(([status]) => status.startsWith("2"))?.[1];
  return success?.contents.get("application/json");
}

type Problem = readonly [place: string, problem: string];

function* problemsOf(value: unknown, shape: Shape, place: string): Generator<Problem> {
  if (value === null) {
    if (!shape.nullable) yield [place, "is null in a sample, which our spec does not allow"];
    return;
  }
  const type = Array.isArray(value) ? "array" : typeof value;
  if (
    shape.types.length > 0 &&
    !shape.types.some((known) => known === type || (known === "integer" && Number.isInteger(value)))
  ) {
    yield [place, `is of type ${type} in a sample, where our spec says ${shape.types.join(" or ")}`];
    return;
  }
  if (shape.values && !shape.values.includes(value)) {
    yield [place, `is ${JSON.stringify(value)} in a sample, which our spec does not list`];
  }
  if (Array.isArray(value) && shape.items) for (const item of value) yield* problemsOf(item, shape.items, `${place}[]`);
  if (isObject(value)) yield* problemsOfObject(value, caseOf(value, shape), place);
}

function caseOf(value: JsonObject, shape: Shape): Shape {
  const fits = (label: string, candidate: Shape): boolean =>
    [...candidate.properties].some(
      ([name, { shape: tag }]) => tag.values?.includes(label) && own(value, name) === label,
    );
  return [...(shape.cases ?? [])].find(([label, candidate]) => fits(label, candidate))?.[1] ?? shape;
}

function* problemsOfObject(value: JsonObject, shape: Shape, place: string): Generator<Problem> {
  for (const [name, { required }] of shape.properties) {
    if (required && !Object.hasOwn(value, name))
      yield [`${place} ${name}`, "is missing in a sample, and required in our spec"];
  }
  for (const [name, child] of Object.entries(value)) {
    const inner = `${place}${place.includes(" ") ? "." : " "}${name}`;
    const property = shape.properties.get(name);
    if (property) yield* problemsOf(child, property.shape, inner);
    else if (typeof shape.additional === "object") yield* problemsOf(child, shape.additional, inner);
    else if (shape.properties.size > 0) yield [inner, "stands in a sample, and our spec does not know it"];
  }
}
