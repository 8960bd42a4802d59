import type { Values } from "../service/request.ts";
import { withFiles } from "../service/upload.ts";
import { pageSize, parametersBut, pathParameter } from "./entered.ts";
import type { FacadeCall } from "./facade-call.ts";

/** How a plain method of the facade is called: generated from the spec. */
export interface PlainCall {
  /** Its resource and its name. */
  readonly method: readonly string[];
  /** The parameters of the path, in their order. */
  readonly path: readonly string[];
  readonly hasBody?: boolean;
  /** The fields of the body that hold a file. */
  readonly files?: readonly string[];
  readonly hasQuery?: boolean;
  readonly isListing?: boolean;
  /** What a sample calls the result. */
  readonly result: string;
}

/** The call of a plain method for what was entered. */
export function plainCall(
  { files = [], hasBody, hasQuery, isListing, method, path, result }: PlainCall,
  values: Values,
): FacadeCall {
  return {
    path: method,
    args: [
      ...path.map((name) => pathParameter(values, name)),
      ...(hasBody === true ? [withFiles(values.body, files)] : []),
      ...(hasQuery === true ? [parametersBut(values, ...path)] : []),
    ],
    ...(isListing === true && { take: pageSize(values) }),
    result,
  };
}
