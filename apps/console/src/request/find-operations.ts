import { plainMethodOf } from "../code/facade-call.ts";
import { operations } from "../spec/catalog.ts";
import type { Operation } from "../spec/operations.ts";

/** The operations whose names have every word, or, when none has, those that are described with them. */
export function findOperations(sought: string): readonly Operation[] {
  const words = sought.toLowerCase().split(/\s+/);
  const having = (textOf: (operation: Operation) => string): readonly Operation[] =>
    operations.filter((operation) => {
      const text = textOf(operation).toLowerCase();
      return words.every((word) => text.includes(word));
    });
  const named = having(namesOf);
  return named.length > 0 ? named : having((operation) => `${namesOf(operation)} ${operation.description}`);
}

const namesOf = (operation: Operation): string => {
  const { api, operationId, path, summary, tag } = operation;
  return [operationId, plainMethodOf(operation), summary, path, tag, api].join(" ");
};
