import type { EventData } from "@switchboard/blooio";

import type { BlooioEvent, BlooioEventOf, BlooioEventType } from "./event.ts";
import { memorySeenStore, type SeenStore } from "./seen.ts";
import { WebhookSignatureError } from "./signature-error.ts";
import { headerOf, secretsOf, type VerifyOptions } from "./signature.ts";
import { verifyBlooioWebhook } from "./verify.ts";

/** How an event arrived. */
export interface WebhookContext {
  /** The delivery (`wdel_…`): the same when it is tried again, another one in a replay. */
  readonly deliveryId: string | undefined;
  /** The webhook (`wh_…`) to which it was delivered. */
  readonly webhookId: string | undefined;
}

/** What is done with an event. When it throws, the event is delivered again. */
export type WebhookAction<Event> = (event: Event, context: WebhookContext) => unknown;

/** What is done with events, by type; `*` takes those of all other types, also of unknown ones. */
export type WebhookActions = {
  readonly [Type in BlooioEventType]?: WebhookAction<BlooioEventOf<Type, EventData[Type]>>;
} & { readonly "*"?: WebhookAction<BlooioEvent> };

export interface WebhookHandlerOptions extends VerifyOptions {
  readonly on: WebhookActions;
  /** Remembers what was handled. Default: the memory of this process. */
  readonly seen?: SeenStore | undefined;
  /** How long an event counts as being handled, in milliseconds, if its action neither ends nor fails. Default: 60,000. */
  readonly claimTtl?: number | undefined;
  /** The longest body that is read, in bytes. Default: 1,000,000. */
  readonly bodyLimit?: number | undefined;
  /** Called with what failed: an action, the store, or a request that was rejected. Default: prints it. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** Takes a request to a webhook. It never throws. */
export type WebhookHandler = (request: Request) => Promise<Response>;

/**
 * Makes a receiver: it checks signatures, lets each event be handled once, and responds so that the service repeats what failed. The
 * response comes once the action is done, so nothing is lost in a crash; the service waits 15 seconds for it, so what takes longer
 * belongs into a queue. Events may arrive in any order; `created_at` says when they happened.
 *
 * It responds 200 when an event was handled or needs no handling, 400 or 401 when the service did not send the request, 413 to one
 * that is too large, 405 to other methods than POST, 503 while the same event is being handled, and 500 when handling it failed.
 *
 * @throws SwitchboardError when there is no secret
 * @example
 * const receiver = createWebhookHandler({
 *   secret: process.env["BLOOIO_WEBHOOK_SECRET"] ?? "",
 *   on: {
 *     "message.received": async ({ data }) => {
 *       if (data.direction === "inbound") console.log(data.sender, data.text);
 *     },
 *   },
 * });
 */
export function createWebhookHandler({
  bodyLimit = 1_000_000,
  claimTtl = 60_000,
  on,
  onError = (error) => console.error("@switchboard/messaging/webhooks:", error),
  seen = memorySeenStore(),
  ...verification
}: WebhookHandlerOptions): WebhookHandler {
  secretsOf(verification.secret);

  const handle = async (event: BlooioEvent, context: WebhookContext): Promise<Response> => {
    const own = Object.hasOwn(on, event.type) ? on[event.type as BlooioEventType] : undefined;
    const action = (own ?? on["*"]) as WebhookAction<BlooioEvent> | undefined;
    if (action === undefined) return respond(200, "nothing to do");
    const claim = await seen.claim(event.id, claimTtl);
    if (claim === "done") return respond(200, "handled before");
    // The service delivers it again, and then gets the result.
    if (claim === "claimed") return respond(503, "being handled");
    try {
      await action(event, context);
    } catch (error) {
      await seen.release(event.id);
      throw error;
    }
    await seen.confirm(event.id);
    return respond(200, "handled");
  };

  return async (request) => {
    if (request.method !== "POST") return respond(405, "expected POST", { allow: "POST" });
    try {
      const body = await readBody(request, bodyLimit);
      if (body === undefined) return respond(413, `the body is longer than ${bodyLimit} bytes`);
      const event = await verifyBlooioWebhook(body, request.headers, verification).catch((error: unknown) => {
        throw new Rejection(error);
      });
      return await handle(event, {
        deliveryId: headerOf(request.headers, "x-blooio-delivery"),
        webhookId: headerOf(request.headers, "x-blooio-webhook"),
      });
    } catch (error) {
      const reason = error instanceof Rejection ? error.cause : error;
      report(onError, reason);
      return error instanceof Rejection ? rejectionFor(reason) : respond(500, "handling it failed");
    }
  };
}

/** A request that is not from the service, or not an event. */
class Rejection extends Error {
  constructor(cause: unknown) {
    super("rejected", { cause });
  }
}

function rejectionFor(reason: unknown): Response {
  if (!(reason instanceof WebhookSignatureError)) return respond(400, "no event");
  const isUnreadable = reason.problem === "missing" || reason.problem === "malformed";
  return respond(isUnreadable ? 400 : 401, `the signature is ${reason.problem}`);
}

/** Whoever reports an error may fail as well; the response must not. */
function report(onError: (error: unknown) => void, error: unknown): void {
  try {
    onError(error);
  } catch (failure) {
    console.error("@switchboard/messaging/webhooks: onError failed:", failure);
  }
}

const respond = (status: number, text: string, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(`${text}\n`, { status, headers: { "content-type": "text/plain", ...headers } });

/** The bytes of a body, of which no more is read than may be; undefined when there are more. */
async function readBody({ body, headers }: Request, limit: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (Number(headers.get("content-length") ?? 0) > limit) return undefined;
  const chunks: BlobPart[] = [];
  let length = 0;
  for await (const chunk of chunksOf(body)) {
    length += chunk.length;
    if (length > limit) return undefined;
    chunks.push(chunk as BlobPart);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/** A stream cannot be iterated on every runtime. */
async function* chunksOf(stream: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array> {
  const reader = stream?.getReader();
  try {
    for (let read = await reader?.read(); read?.value !== undefined; read = await reader?.read()) yield read.value;
  } finally {
    void reader?.cancel().catch(() => undefined);
  }
}
