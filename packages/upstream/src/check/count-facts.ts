import { type ApiFacts, lowerBounds, type Shape, upperBounds } from "@switchboard/spec-changes";

/** How much a document says, for a person to check against the document. */
export interface FactCounts {
  readonly operations: number;
  readonly parameters: number;
  readonly requestFields: number;
  readonly statuses: number;
  readonly responseFields: number;
  readonly bounds: number;
  readonly enums: number;
}

/** Counts each place once per operation: a schema that two operations share counts twice. */
export function countFacts(facts: ApiFacts): FactCounts {
  const counts = {
    operations: facts.operations.size,
    parameters: 0,
    requestFields: 0,
    statuses: 0,
    responseFields: 0,
    bounds: 0,
    enums: 0,
  };
  const count = (shape: Shape, kind: "requestFields" | "responseFields" | undefined): void => {
    const limits = Object.keys(shape.limits);
    counts.bounds += limits.filter((name) => isBound(name)).length;
    if (shape.values) counts.enums++;
    if (shape.items) count(shape.items, kind);
    if (typeof shape.additional === "object") count(shape.additional, kind);
    for (const inner of shape.cases?.values() ?? []) count(inner, kind);
    if (shape.cases) return;
    for (const property of shape.properties.values()) {
      if (kind) counts[kind]++;
      count(property.shape, kind);
    }
  };
  for (const operation of facts.operations.values()) {
    counts.parameters += operation.parameters.size;
    counts.statuses += operation.responses.size;
    for (const { shape } of operation.parameters.values()) count(shape, undefined);
    for (const shape of operation.request?.contents.values() ?? []) count(shape, "requestFields");
    for (const response of operation.responses.values()) {
      for (const shape of response.contents.values()) count(shape, "responseFields");
    }
  }
  return counts;
}

const isBound = (name: string): boolean =>
  lowerBounds.has(name) || upperBounds.has(name) || name === "multipleOf" || name === "pattern";
