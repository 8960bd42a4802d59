import { isBranded } from "./brand.ts";

/**
 * What a failure gives as its `error` when its body is not one that the API documents; and a success without a JSON object, which is a failure
 * too.
 */
export class UndocumentedBody {
  protected static readonly brand: symbol = Symbol.for("@switchboard/UndocumentedBody");
  /** The HTTP status. */
  readonly status: number;
  /** The body as it came: a page of a proxy, say, or nothing. */
  readonly text: string;
  /** What both say, for a person. */
  readonly message: string;

  constructor(status: number, text: string) {
    this.status = status;
    this.text = text;
    this.message = `a response ${status} that is not documented: ${text.slice(0, 200) || "its body is empty"}`;
  }

  /** One that another copy of this package made is one as well. */
  static [Symbol.hasInstance](value: unknown): boolean {
    return Function.prototype[Symbol.hasInstance].call(this, value) || isBranded(this, this.brand, value);
  }
}

/** What openapi-fetch gives for a response that was read as text. */
export interface TextResult {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

/** What a call gives: never both `data` and `error`, and for a failure always an `error` that is true. */
export interface Result {
  readonly data?: object | undefined;
  readonly error?: object;
  readonly response: Response;
}

/**
 * Tells data from errors. Every documented body is a JSON object or list; anything else came from something in between.
 *
 * @param isErrorBody whether a JSON object is an error as the API documents them
 */
export function readResult(
  { data, error, response }: TextResult,
  isErrorBody: (body: Readonly<Record<string, unknown>>) => boolean,
): Result {
  const { ok, status } = response;
  const body: unknown = ok ? parseJson(data) : error;
  if (typeof body === "object" && body !== null) {
    if (ok) return { data: body, response };
    if (isErrorBody(body as Readonly<Record<string, unknown>>)) return { error: body, response };
  }
  // These statuses have no body.
  if (ok && (status === 204 || status === 205)) return { data: undefined, response };
  const text = ok ? data : error;
  return { error: new UndocumentedBody(status, typeof text === "string" ? text : textOf(text)), response };
}

function parseJson(text: unknown): unknown {
  try {
    return JSON.parse(text as string);
  } catch {
    return undefined;
  }
}

/** openapi-fetch has parsed the body of an error where that was JSON: `null`, say, or a number. */
function textOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "";
  } catch {
    // Deeper than the stack.
    return "…";
  }
}
