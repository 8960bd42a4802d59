import { InvalidCursorError } from "../model/keyset-cursor.ts";
import type { OperationAnswer, OperationHandler, Refusal } from "../model/service.ts";

/** An error that an operation answers, in the vendor's envelope. */
export class BlooioError extends Error {
  override readonly name = "BlooioError";
  readonly status: number;
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(status: number, code: string, message: string, details?: Readonly<Record<string, unknown>>) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

export const notFound = (message: string): BlooioError => new BlooioError(404, "not_found", message);

export const conflict = (code: string, message: string): BlooioError => new BlooioError(409, code, message);

export const unprocessable = (code: string, message: string): BlooioError => new BlooioError(422, code, message);

/** A field of the body that is well formed and yet not acceptable. */
export const invalidField = (field: string, reason: string): BlooioError =>
  new BlooioError(422, "validation_failed", `${field} ${reason}`, { field, reason });

export const invalidContent = (message: string): BlooioError => unprocessable("invalid_content", message);

/** Gives a handler's errors as answers. */
export const answering =
  (handler: OperationHandler): OperationHandler =>
  (request) => {
    try {
      return handler(request);
    } catch (error) {
      if (error instanceof BlooioError) return envelope(error.status, error.code, error.message, error.details);
      if (error instanceof InvalidCursorError) return envelope(400, "bad_request", error.message, { field: "cursor" });
      throw error;
    }
  };

/** A request that no handler sees, refused as Blooio does. */
export function refuse(refusal: Refusal): OperationAnswer {
  switch (refusal.kind) {
    case "unauthorized":
      return { status: 401, body: { error: "Unauthorized", message: sentence(refusal.reason), status: 401 } };
    case "unknownOperation":
      return envelope(404, "not_found", sentence(refusal.reason));
    case "malformed":
      return envelope(400, "bad_request", sentence(refusal.reason));
    case "invalidBody":
      return refusal.unknownFields.length > 0
        ? envelope(422, "unknown_fields", sentence(refusal.reason), { fields: refusal.unknownFields })
        : envelope(422, "validation_failed", sentence(refusal.reason));
    case "internal":
      return envelope(500, "internal_error", `This is a fault of the mock: ${refusal.reason}`);
  }
}

function envelope(
  status: number,
  code: string,
  message: string,
  details?: Readonly<Record<string, unknown>>,
): OperationAnswer {
  return { status, body: { error: { code, message, ...(details !== undefined && { details }) } } };
}

/** With a capital, unless the reason begins with the name of a field. */
const sentence = (reason: string): string =>
  reason.replace(/^(the|no|a) /, (word) => word.charAt(0).toUpperCase() + word.slice(1));
