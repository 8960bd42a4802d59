import type { Values } from "../service/request.ts";
import { pageSize, parametersBut, pathParameter } from "./entered.ts";
import type { FacadeCall } from "./facade-call.ts";

/** How a plain method of the facade is called: generated from the spec. */
export interface PlainCall {
  /** Its resource and its name. */
  readonly method: readonly string[];
  /** The parameters of the path, in their order. */
  readonly path: readonly string[];
  readonly hasBody?: boolean;
  readonly hasQuery?: boolean;
  readonly isListing?: boolean;
  /** What a sample calls the result. */
  readonly result: string;
}

/** The call of a plain method for what was entered. */
export function plainCall(
  { hasBody, hasQuery, isListing, method, path, result }: PlainCall,
  values: Values,
): FacadeCall {
  return {
    path: method,
    args: [
      ...path.map((name) => pathParameter(values, name)),
      ...(hasBody === true ? [values.body] : []),
      ...(hasQuery === true ? [parametersBut(values, ...path)] : []),
    ],
    ...(isListing === true && { take: pageSize(values) }),
    result,
  };
}
