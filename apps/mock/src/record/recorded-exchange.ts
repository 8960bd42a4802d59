import type { Redactor } from "../control/journal/redact.ts";
import type { ApiRequest } from "../http/api.ts";
import type { RecordedContent, RecordedExchange } from "./exchange-files.ts";
import type { UpstreamResponse } from "./forward.ts";
import type { Verdict } from "./prism-proxy.ts";

/** What became of a request: a response and what Prism finds in both, or what failed on the way. */
export interface Outcome {
  readonly response: UpstreamResponse | undefined;
  readonly verdict: Verdict | undefined;
  readonly failures: readonly string[];
}

/** An exchange as it is kept. */
export function recordedExchange(
  api: string,
  { method, target, headers, body }: ApiRequest,
  { response, failures, verdict }: Outcome,
  redact: Redactor,
): RecordedExchange {
  return {
    api,
    operationId: verdict?.operation?.iid ?? null,
    recordedAt: new Date().toISOString(),
    request: { method, target: redact.target(target), headers: redact.headers(headers), ...contentOf(body, redact) },
    response:
      response === undefined
        ? null
        : {
            status: response.status,
            headers: redact.headers(joined(response.headers)),
            ...contentOf(response.bytes, redact),
          },
    problems: (verdict?.problems ?? []).map((problem) => redact.text(problem)),
    departures: (verdict?.departures ?? []).map((departure) => redact.text(departure)),
    ...(failures.length > 0 && { failure: redact.text(failures.join("; ")) }),
  };
}

/** One line for each header, as a reader joins them. */
export const joined = (headers: UpstreamResponse["headers"]): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, lines]) => [name, lines.join(", ")]));

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The text of a body, with a byte order mark if it has one; undefined when the bytes are not UTF-8. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** A body as it is kept. */
export function contentOf(bytes: Uint8Array, redact: Redactor): RecordedContent {
  const text = textOf(bytes);
  return text === undefined
    ? { body: redact.text(Buffer.from(bytes).toString("base64")), encoding: "base64" }
    : { body: redact.body(text) };
}
