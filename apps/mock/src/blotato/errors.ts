import { STATUS_CODES } from "../http/server/node-http.ts";
import { InvalidCursorError } from "../model/keyset-cursor.ts";
import type { OperationResponse, Rejection, Service } from "../model/service.ts";

/** An error of the API, in Blotato's shape: `{ message, code?, reqId }`. */
export class BlotatoError extends Error {
  override readonly name = "BlotatoError";
  readonly status: number;
  readonly code: number | undefined;
  /** Seconds; only of a 429. */
  readonly retryAfter: number | undefined;

  constructor(status: number, message: string, options: { readonly code?: number; readonly retryAfter?: number } = {}) {
    super(message);
    this.status = status;
    this.code = options.code;
    this.retryAfter = options.retryAfter;
  }
}

export const notFound = (message: string): BlotatoError => new BlotatoError(404, message);

/** @throws BlotatoError when there is no such record; `parameter` is the one that names it */
export function found<Item>(item: Item | undefined, name: string, id: unknown, parameter = `${name}Id`): Item {
  if (item === undefined) throw notFound(`${parameter}: there is no ${name} ${JSON.stringify(id)}`);
  return item;
}

/** A value is of the right type and still cannot be used. */
export const invalid = (message: string): BlotatoError => new BlotatoError(422, message);

/** The same request may be sent again after so many seconds. */
export const rateLimited = (retryAfter: number): BlotatoError =>
  new BlotatoError(429, "Rate limit exceeded", { retryAfter });

/** The code of Blotato's own 500, the only one that is known. */
const serverFault = 9999;

/** Turns errors into responses, and counts their request ids, so that the same requests get the same bytes. */
export function createErrorResponses(): Pick<Service, "errorResponse" | "reject"> {
  let count = 0;
  const responseTo = ({ status, message, code, retryAfter }: BlotatoError): OperationResponse => {
    if (status === 429) return { status, body: faultBody(status, retryAfter) };
    count += 1;
    const reqId = `req-${String(count).padStart(6, "0")}`;
    return { status, body: { message, ...(code !== undefined && { code }), reqId } };
  };
  return {
    reject: (rejection) => responseTo(errorOf(rejection)),
    errorResponse(error) {
      if (error instanceof BlotatoError) return responseTo(error);
      return error instanceof InvalidCursorError ? responseTo(invalid(error.message)) : undefined;
    },
  };
}

function errorOf({ kind, reason }: Rejection): BlotatoError {
  switch (kind) {
    case "unauthorized":
      return new BlotatoError(401, `Unauthorized: ${reason}`);
    case "unknownOperation":
      return notFound(`Not found: ${reason}`);
    case "unknownParameter":
    case "malformed":
    case "invalidBody":
      return invalid(reason);
    case "emptyJson":
      return new BlotatoError(400, reason);
    case "internal":
      return new BlotatoError(500, `The mock failed: ${reason}`, { code: serverFault });
  }
}

/** Blotato's body of a status without a reason of its own. Its 429 is the only one with `statusCode`. */
export function faultBody(status: number, retryAfter: number | undefined): unknown {
  if (status === 429) {
    return { statusCode: 429, message: `Rate limit exceeded, retry in ${Math.ceil(retryAfter ?? 49)} seconds` };
  }
  if (status >= 500) return { code: serverFault, message: "An unknown error occurred." };
  return { message: STATUS_CODES[status] ?? `Status ${status}` };
}
