import { specs } from "virtual:specs";

import type { Values } from "../service/request.ts";
import type { Operation } from "../spec/operations.ts";

/** What to send for the page behind a page; undefined behind the last one, and where there are no pages. */
export function valuesOfNextPage({ api, parameters }: Operation, values: Values, page: unknown): Values | undefined {
  const names = specs[api]["x-pagination"];
  if (!parameters.some(({ name }) => name === names.parameter) || typeof page !== "object" || page === null) {
    return undefined;
  }
  const { [names.cursor]: cursor, [names.more ?? ""]: more } = page as Readonly<Record<string, unknown>>;
  if (typeof cursor !== "string" || cursor === "" || more === false) return undefined;
  return { ...values, parameters: { ...values.parameters, [names.parameter]: cursor } };
}
