import type { ApiFacts, OperationFacts } from "../facts/api-facts.ts";

export interface OperationPair {
  readonly key: string;
  readonly left?: OperationFacts;
  readonly right?: OperationFacts;
}

/**
 * Finds the counterpart of each operation: the one with the same method and path, or, in documents of ours, one that moved
 * and kept its name.
 */
export function pairOperations(left: ApiFacts, right: ApiFacts): OperationPair[] {
  const moved = new Map(left.ours && right.ours ? movedOperations(left, right) : []);
  const arrived = new Set(moved.values());
  const keys = new Set([...left.operations.keys(), ...right.operations.keys()]);
  return [...keys]
    .filter((key) => !arrived.has(key))
    .map((key) => {
      const [one, two] = [left.operations.get(key), right.operations.get(moved.get(key) ?? key)];
      return { key: moved.get(key) ?? key, ...(one && { left: one }), ...(two && { right: two }) };
    });
}

function* movedOperations(left: ApiFacts, right: ApiFacts): Generator<[from: string, to: string]> {
  const arrived = [...right.operations].filter(([key]) => !left.operations.has(key));
  for (const [key, { operationId }] of left.operations) {
    if (right.operations.has(key) || operationId === undefined) continue;
    const to = arrived.find(([, operation]) => operation.operationId === operationId)?.[0];
    if (to !== undefined) yield [key, to];
  }
}
