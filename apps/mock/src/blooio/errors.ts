import { STATUS_CODES } from "../http/server/node-http.ts";
import { InvalidCursorError } from "../model/keyset-cursor.ts";
import type { OperationResponse, Rejection } from "../model/service.ts";

type Details = Readonly<Record<string, unknown>>;

/** An error of the API, in Blooio's envelope: `{ error: { code, message, details? } }`. */
export class BlooioError extends Error {
  override readonly name = "BlooioError";
  readonly status: number;
  readonly code: string;
  readonly details: Details | undefined;

  constructor(status: number, code: string, message: string, details?: Details) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

/** An error of the few operations whose errors have no envelope: `{ error, message, status, code }`. */
export class FlatBlooioError extends BlooioError {}

export const badRequest = (message: string, details?: Details): BlooioError =>
  new BlooioError(400, "bad_request", message, details);

export const notFound = (message: string): BlooioError => new BlooioError(404, "not_found", message);

/** @throws BlooioError when there is no such record */
export function found<Item>(item: Item | undefined, name: string, id: unknown): Item {
  if (item === undefined) throw notFound(`There is no ${name} ${JSON.stringify(id)}.`);
  return item;
}

export const conflict = (code: string, message: string): BlooioError => new BlooioError(409, code, message);

export const unprocessable = (code: string, message: string, details?: Details): BlooioError =>
  new BlooioError(422, code, message, details);

/** A field of the body that is well formed and still not acceptable. */
export const invalidField = (field: string, reason: string): BlooioError =>
  unprocessable("validation_failed", `${field} ${reason}`, { field, reason });

export const invalidContent = (message: string): BlooioError => unprocessable("invalid_content", message);

/** The response to an error that a handler threw. */
export function errorResponse(error: unknown): OperationResponse | undefined {
  if (error instanceof BlooioError) return responseTo(error);
  return error instanceof InvalidCursorError ? responseTo(badRequest(error.message, { field: "cursor" })) : undefined;
}

/** The response to a request that no handler sees. A missing key gets the flat form, without the envelope. */
export function reject(rejection: Rejection): OperationResponse {
  if (rejection.kind === "unauthorized") {
    return { status: 401, body: { error: "Unauthorized", message: sentence(rejection.reason), status: 401 } };
  }
  return responseTo(errorOf(rejection));
}

function errorOf(rejection: Exclude<Rejection, { readonly kind: "unauthorized" }>): BlooioError {
  const message = sentence(rejection.reason);
  switch (rejection.kind) {
    case "unknownOperation":
      return notFound(message);
    case "unknownParameter":
    case "malformed":
    case "emptyJson":
      return badRequest(message);
    case "invalidBody":
      if (!rejection.has422) return badRequest(message);
      return rejection.unknownFields.length > 0
        ? unprocessable("unknown_fields", message, { fields: rejection.unknownFields })
        : unprocessable("validation_failed", message);
    case "internal":
      return new BlooioError(500, "internal_error", `This is a fault of the mock: ${rejection.reason}`);
  }
}

function responseTo(error: BlooioError): OperationResponse {
  const { status, code, message, details } = error;
  const isFlat = error instanceof FlatBlooioError;
  const enveloped = { error: { code, message, ...(details !== undefined && { details }) } };
  return { status, body: isFlat ? { error: "ApiError", message, status, code } : enveloped };
}

/** With a capital, unless the reason begins with the name of a field. */
const sentence = (reason: string): string =>
  reason.replace(/^(the|no|a) /, (word) => word.charAt(0).toUpperCase() + word.slice(1));

/** Blooio's body of a status without a reason of its own: its envelope, and for 401 the flat form. */
export function faultBody(status: number, retryAfter: number | undefined): unknown {
  const title = STATUS_CODES[status] ?? `Status ${status}`;
  if (status === 401) return { error: title, message: "The API key is not valid.", status };
  const wait = retryAfter === undefined ? "" : ` Try again in ${retryAfter} seconds.`;
  const code = status === 500 ? "internal_error" : title.toLowerCase().replaceAll(/[^a-z]+/g, "_");
  return { error: { code, message: `${title}.${wait}` } };
}
