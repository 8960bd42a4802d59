import type { OperationAnswer } from "../model/service.ts";

/** How an answer goes over the wire when a fault says so. */
interface Disturbance {
  /** Milliseconds of real time before anything is sent. */
  readonly delay?: number;
  /** `hang`: nothing is ever sent. */
  readonly connection?: "hang" | "reset before" | "reset in body";
}

/** What a caller gets, which a fault may have changed. */
export interface Answer extends OperationAnswer {
  /** Names in lower case; a list where a name has several lines. */
  readonly headers?: Readonly<Record<string, string | string[]>>;
  /** What is sent for the body: its JSON, unless a fault puts something else in its place. */
  readonly text?: string;
  /** The media type of the text, where it is not JSON. */
  readonly contentType?: string;
  /** What is sent for the body as it is, with the headers as they are. */
  readonly bytes?: Uint8Array;
  readonly disturbance?: Disturbance;
}

/** Written once, for the journal and for the wire. */
export function withText(answer: Answer): Answer {
  const { body, text } = answer;
  return text !== undefined || body === undefined ? answer : { ...answer, text: JSON.stringify(body) };
}

/** What the caller is told, as far as it is told anything. */
export function whatIsSent({
  status,
  text,
  disturbance,
}: Answer): { readonly status: number; readonly text: string | undefined } | undefined {
  const { connection } = disturbance ?? {};
  return connection === "hang" || connection === "reset before" ? undefined : { status, text };
}
