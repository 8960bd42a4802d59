import { styleText } from "node:util";

import type { RecordedRequest } from "../control/journal/journal.ts";
import type { RecordedExchange } from "../record/exchange-files.ts";
import type { ReloadReport } from "./watch-specs.ts";

/** One line for one request: when, where, what, what became of it, and why. */
export function describeRequest(request: RecordedRequest, stream: NodeJS.WriteStream): string {
  const { api, duration, fault, method, operationId, problems, receivedAt, response, target } = request;
  const status = response?.status;
  const colour = status === undefined || status >= 500 ? "red" : status >= 400 ? "yellow" : "green";
  const notes = [
    ...(operationId === undefined ? [] : [operationId]),
    ...(fault === undefined ? [] : [`fault ${JSON.stringify(fault)}`]),
    ...problems,
  ];
  return [
    receivedAt.slice(11, 23),
    api.padEnd(7),
    styleText(colour, String(status ?? "---"), { stream }),
    `${duration.toFixed(1)} ms`.padStart(9),
    `${method} ${target}`,
    // A request may contain line breaks.
    styleText("dim", notes.join("; ").replaceAll(/\p{Cc}+/gu, " "), { stream }),
  ].join("  ");
}

/** What a person who has just saved a spec needs to know. */
export function describeReload(
  { duration, error, file, unmodelled }: ReloadReport,
  stream: NodeJS.WriteStream,
): string {
  if (error !== undefined) {
    return `${styleText("red", "spec not served", { stream })}  the last good one goes on. ${error.message}`;
  }
  const rest =
    unmodelled.length === 0 ? "" : `; without a handler, respond with their examples: ${unmodelled.join(", ")}`;
  return `${styleText("green", "spec reloaded", { stream })}  ${file} in ${Math.round(duration)} ms${rest}`;
}

/** One line for an exchange with a real service, one for what failed, and one for each departure from our spec. */
export function describeExchange(
  exchange: RecordedExchange,
  file: string | undefined,
  stream: NodeJS.WriteStream,
): string {
  const { api, departures, failure, operationId, problems, request, response } = exchange;
  const onOneLine = (text: string): string => text.replaceAll(/\p{Cc}+/gu, " ");
  const marked = (mark: string, colour: "red" | "yellow", texts: readonly string[]): string[] =>
    texts.map((text) => `  ${styleText(colour, mark, { stream })}  ${onOneLine(text)}`);
  const target = onOneLine(request.target);
  return [
    `${api.padEnd(7)}  ${response?.status ?? "---"}  ${request.method} ${target}  ${operationId ?? ""}  ${file ?? "not saved"}`,
    ...marked("failed:", "red", failure === undefined ? [] : [failure]),
    ...marked("the service departs from our spec:", "red", departures),
    ...marked("the request departs from our spec:", "yellow", problems),
  ].join("\n");
}
