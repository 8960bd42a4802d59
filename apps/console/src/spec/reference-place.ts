import type { Operation } from "./operations.ts";

/** The place of an operation in the reference, in the words of Scalar's addresses. */
export const placeOf = ({ method, path, tag }: Operation): string =>
  `tag/${tag.toLowerCase().replaceAll(" ", "-")}/${method}${path}`;

export const referenceOf = (operation: Operation): string =>
  `reference.html?api=${operation.api}#${placeOf(operation)}`;
