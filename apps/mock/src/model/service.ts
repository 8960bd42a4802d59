/** What an API is to the mock, apart from its spec: how it tells callers apart, how it refuses, how it answers. */

/** A request that Prism routed and found to be as the spec says. */
export interface OperationRequest {
  readonly operationId: string;
  /** Path parameters, decoded. */
  readonly path: Readonly<Record<string, string>>;
  /** Query parameters of the operation, in their types: numbers are numbers, repeated keys are arrays, defaults are filled in. */
  readonly query: Readonly<Record<string, unknown>>;
  /** Request headers, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed JSON body; undefined when there was none. */
  readonly body: unknown;
}

/** The vendors whose APIs are mocked. */
export const apiNames = ["blotato", "blooio"] as const;
export type ApiName = (typeof apiNames)[number];

export interface OperationAnswer {
  readonly status: number;
  /** A JSON value; undefined for an answer without a body. */
  readonly body: unknown;
}

export type OperationHandler = (request: OperationRequest) => OperationAnswer;

export type OperationHandlers = Readonly<Record<string, OperationHandler>>;

/** What one API key sees. */
export interface World {
  /** One for each operationId of the spec. */
  readonly handlers: OperationHandlers;
  /**
   * Takes a message from outside, as if a person had written it now. `message` is what somebody asked for, unchecked.
   *
   * @returns the message as the API gives it
   * @throws InboundError when no such message can arrive here
   */
  receive(message: unknown): unknown;
  /** What the world holds, in numbers. */
  count(): Readonly<Record<string, number>>;
}

/** A message from outside that cannot be taken. Its message names the field, what was expected, and what was given. */
export class InboundError extends Error {
  override readonly name = "InboundError";
}

/** Why a request is refused before a handler sees it. */
export type Refusal =
  | { readonly kind: "unauthorized"; readonly reason: string }
  /** No operation has this path and method. */
  | { readonly kind: "unknownOperation"; readonly reason: string }
  /** A path, query or header parameter is not as the spec says, or the body could not be read at all. */
  | { readonly kind: "malformed"; readonly reason: string }
  /** The body was read and is not as the spec says. */
  | { readonly kind: "invalidBody"; readonly reason: string; readonly unknownFields: readonly string[] }
  /** A fault of the mock itself; never the caller's. */
  | { readonly kind: "internal"; readonly reason: string };

export interface Service {
  readonly name: string;
  readonly api: ApiName | "admin";
  /** The file of the OpenAPI document. */
  readonly specFile: string;
  /** The caller's API key, or undefined when there is none or an empty one. */
  keyOf(headers: Readonly<Record<string, string>>): string | undefined;
  /** A refusal in the vendor's own shape and status. */
  refuse(refusal: Refusal): OperationAnswer;
  /** The body of an error that a fault asks for, in the vendor's own shape; `retryAfter` in seconds. */
  failure(status: number, retryAfter: number | undefined): unknown;
  /** The field of a page that holds the cursor of the next one. */
  readonly cursorField: string;
  /** A fresh world, the same for the same seed. */
  createWorld(): World;
}
