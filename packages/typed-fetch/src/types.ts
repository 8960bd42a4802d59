import type { Client, ParamsOption, RequestBodyOption, RequestOptions } from "openapi-fetch";
import type * as Helpers from "openapi-typescript-helpers";

import type { UndocumentedBody } from "./read-result.ts";
import type { Fetch } from "./slim-request.ts";

// openapi-fetch's own types rewrite each response to strip write-only fields, and would take an open enum apart into
// the methods of a string; and they leave a misspelt field in a body unnoticed.
type Outcome<Described> = Described extends { responses: infer Responses extends Record<number, unknown> }
  ?
      | { data: Helpers.SuccessResponse<Responses>; error?: never; response: Response }
      | { data?: never; error: Helpers.ErrorResponse<Responses> | UndocumentedBody; response: Response }
  : never;
type Init<Options> = Helpers.RequiredKeysOf<Options> extends never ? [init?: Options] : [init: Options];
type Input<Described> = ParamsOption<Described> & RequestBodyOption<Described>;
type Send<Paths extends object, Method extends Helpers.HttpMethod, Options> = <
  Path extends Helpers.PathsWithMethod<Paths, Method>,
>(
  path: Path,
  ...init: Init<Input<Helpers.FilterKeys<Paths[Path], Method>> & Options>
) => Promise<Outcome<Helpers.FilterKeys<Paths[Path], Method>>>;

/** Operations by method and path, typed by an OpenAPI document. `Options` is what a call takes beyond their input. */
export interface Methods<Paths extends object, Options = object> {
  readonly GET: Send<Paths, "get", Options>;
  readonly PUT: Send<Paths, "put", Options>;
  readonly POST: Send<Paths, "post", Options>;
  readonly PATCH: Send<Paths, "patch", Options>;
  readonly DELETE: Send<Paths, "delete", Options>;
}

/** What a single call takes besides the input of its operation: what openapi-fetch and `fetch` take. Responses are read as JSON. */
export type CallOptions = Omit<RequestOptions<unknown>, "body" | "fetch" | "params" | "parseAs"> &
  Omit<RequestInit, "body" | "headers"> & {
    /** For this call alone. */
    readonly fetch?: Fetch;
  };

/** A typed openapi-fetch client: `client.GET("/chats", …)` gives `{ data, error, response }`. `use` adds middleware. */
export interface TypedClient<Paths extends object, Options = CallOptions>
  extends Methods<Paths, Options>, Pick<Client<Paths>, "use" | "eject"> {}
