/** What a failure without a JSON object in its body gives as its `error`; and a success without one, which is a failure too. */
export class UndocumentedBody {
  /** The HTTP status. */
  readonly status: number;
  /** The body as it came: a page of a proxy, say, or nothing. */
  readonly text: string;
  /** What both say, for a person. */
  readonly message: string;

  constructor(status: number, text: string) {
    this.status = status;
    this.text = text;
    this.message = `a response ${status} without a JSON object: ${text.slice(0, 200) || "its body is empty"}`;
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

/** Tells data from errors. Every documented body is a JSON object or list; anything else came from something in between. */
export function readResult({ data, error, response }: TextResult): Result {
  const { ok, status } = response;
  const body: unknown = ok ? parseJson(data) : error;
  if (typeof body === "object" && body !== null) return ok ? { data: body, response } : { error: body, response };
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
const textOf = (value: unknown): string => (value === undefined ? "" : JSON.stringify(value));
