import { networkError, unreached, type ScriptedService, type SentRequest } from "../scripted-fetch.ts";

/** What goes wrong with one request. Those in `stored` happen after the service has stored the message. */
export const faultNames = [
  "none",
  "429",
  "422",
  "500",
  "502",
  "503",
  "unreached",
  "reset",
  "silence",
  "stored500",
  "stored502",
  "stored503",
  "storedReset",
  "storedSilence",
  "storedStall",
  "storedTruncated",
  "storedBroken",
  "storedEmpty",
  "storedHtml",
] as const;
export type Fault = (typeof faultNames)[number];

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A service that stores messages, and fails by plan. One that honours keys stores one message for each key. */
export class FaultyService {
  /** How often each text was stored. */
  readonly stored: Map<string, number> = new Map();
  readonly idsByText: Map<string, string> = new Map();
  readonly faults: Map<Fault, number> = new Map();
  requests: number = 0;
  readonly #plan: () => Fault;
  readonly #resultsByKey: Map<string, object> | undefined;

  constructor(plan: () => Fault, { honoursKeys }: { readonly honoursKeys: boolean }) {
    this.#plan = plan;
    this.#resultsByKey = honoursKeys ? new Map() : undefined;
  }

  readonly fetch: ScriptedService["fetch"] = async (address, init) => {
    this.requests += 1;
    const fault = this.#plan();
    this.faults.set(fault, (this.faults.get(fault) ?? 0) + 1);
    const request = {
      url: new URL(address),
      method: "POST",
      headers: new Headers(init.headers),
      text: typeof init.body === "string" ? init.body : "",
      init,
    };
    const responder = fault === "none" || fault.startsWith("stored") ? this.#store(request) : {};
    return respond(fault, responder, request);
  };

  #store({ headers, text }: SentRequest): object {
    const key = headers.get("idempotency-key");
    const replay = key === null ? undefined : this.#resultsByKey?.get(key);
    if (replay !== undefined) return replay;
    const content = textOf(JSON.parse(text));
    const id = `msg_${this.stored.size}_${content}`;
    this.stored.set(content, (this.stored.get(content) ?? 0) + 1);
    this.idsByText.set(content, id);
    const responder = { id, postSubmissionId: id, chat_id: "chat_1", status: "queued", text: content };
    if (key !== null) this.#resultsByKey?.set(key, responder);
    return responder;
  }
}

/** The text stands in a message, or in the content of a post. */
function textOf(body: {
  readonly text?: string;
  readonly post?: { readonly content: { readonly text: string } };
}): string {
  return body.text ?? body.post?.content.text ?? "";
}

function respond(fault: Fault, responder: object, request: SentRequest): Promise<Response> | Response {
  const { signal } = request.init;
  const whole = JSON.stringify(responder);
  switch (fault) {
    case "none":
      return new Response(whole, { status: 201 });
    case "429":
      return Response.json({ message: "retry in 2 seconds" }, { status: 429 });
    case "422":
      return Response.json({ message: "no", error: { code: "invalid_content", message: "no" } }, { status: 422 });
    case "500":
    case "stored500":
      return new Response("", { status: 500 });
    case "502":
    case "stored502":
      return new Response("<html><title>Bad Gateway</title></html>", { status: 502 });
    case "503":
    case "stored503":
      return Response.json({ message: "later" }, { status: 503, headers: { "retry-after": "1" } });
    case "unreached":
      return Promise.resolve(unreached(request));
    case "reset":
    case "storedReset":
      return Promise.reject(networkError("ECONNRESET", "read"));
    case "silence":
    case "storedSilence":
      return new Promise((_, reject) => {
        signal?.addEventListener("abort", () => reject(signal.reason as Error));
      });
    case "storedStall":
      return new Response(bodyOf(whole, "stall"), { status: 201 });
    case "storedTruncated":
      return new Response(whole.slice(0, Math.floor(whole.length / 2)), { status: 201 });
    case "storedBroken":
      return new Response(bodyOf(whole, "break"), { status: 201 });
    case "storedEmpty":
      return new Response("", { status: 201 });
    case "storedHtml":
      return new Response("<!doctype html><title>Logged out</title>", { status: 200 });
  }
}

function bodyOf(whole: string, end: "stall" | "break"): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode(whole.slice(0, 12))),
    pull: (controller) => (end === "break" ? controller.error(new TypeError("terminated")) : undefined),
  });
}
