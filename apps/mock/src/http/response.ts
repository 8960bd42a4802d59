import type { OperationResponse } from "../model/service.ts";

/** How a response is transmitted when a fault changes that. */
interface Transmission {
  /** Milliseconds of real time before anything is sent. */
  readonly delay?: number;
  /** Milliseconds of real time before each byte of the body. */
  readonly byteDelay?: number;
  /** `hang`: nothing is ever sent. */
  readonly connection?: "hang" | "reset before" | "reset in body";
}

/** What the transport sends: the response of an operation, which a fault may have changed. */
export interface MockResponse extends OperationResponse {
  /** Names in lower case; a list where a name has several lines. */
  readonly headers?: Readonly<Record<string, string | string[]>>;
  /** What is sent for the body: its JSON, unless a fault replaces it. */
  readonly text?: string;
  /** The media type of the text, where it is not JSON. */
  readonly contentType?: string;
  /** Sent unchanged as the body, with the headers unchanged. */
  readonly bytes?: Uint8Array;
  readonly transmission?: Transmission;
}

/** Serializes the body once, for the journal and for the wire. */
export function withText(response: MockResponse): MockResponse {
  const { body, text } = response;
  return text !== undefined || body === undefined ? response : { ...response, text: JSON.stringify(body) };
}

/** What reaches the caller; undefined when nothing does. */
export function sentPart(response: MockResponse): MockResponse | undefined {
  const { connection } = response.transmission ?? {};
  return connection === "hang" || connection === "reset before" ? undefined : response;
}

/** The headers that describe a body. */
export const headersFor = (
  length: number,
  contentType = "application/json; charset=utf-8",
): Record<string, string> => ({
  "content-type": contentType,
  "content-length": String(length),
});
