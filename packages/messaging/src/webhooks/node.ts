import type { RawBody } from "./signature.ts";
import type { WebhookHandler } from "./handler.ts";

/** A request as Node's servers give it: that of `node:http`, of Express, or the `raw` of Fastify's. */
export interface NodeRequest extends AsyncIterable<Uint8Array> {
  readonly method?: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** What a parser made of the body: text or bytes as they arrived, or nothing. */
  readonly body?: unknown;
}

/** A response as Node's servers take it. */
export interface NodeResponse {
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(text: string): unknown;
}

/** What a server of Node calls with each request. It never throws. */
export type NodeWebhookHandler = (request: NodeRequest, response: NodeResponse, rawBody?: unknown) => Promise<void>;

/**
 * Makes a receiver for `node:http`, Express or Fastify. The body must be as it arrived: in Express, put the route before
 * `express.json()`, or give it `express.raw({ type: "application/json" })`; with Fastify, give the raw body as the third argument.
 *
 * @example
 * app.post("/hooks/blooio", toNodeHandler(receiver));
 */
export const toNodeHandler =
  (handler: WebhookHandler): NodeWebhookHandler =>
  async (request, response, rawBody) => {
    // Express gives a function as the third argument.
    const given = isRaw(rawBody) ? rawBody : request.body;
    if (given !== undefined && !isRaw(given)) {
      console.error(
        "@switchboard/messaging/webhooks: the body was parsed before the receiver got it, so its signature cannot be checked; put the route before the parser, or give it a parser that leaves bytes, such as express.raw",
      );
      await send(response, new Response("the body was parsed before\n", { status: 500 }));
      return;
    }
    const method = request.method ?? "GET";
    const hasBody = method !== "GET" && method !== "HEAD";
    const body = hasBody ? (given ?? streamOf(request)) : null;
    const init = { method, headers: headersOf(request), body, duplex: "half" };
    await send(response, await handler(new Request("http://receiver.invalid/", init as RequestInit)));
  };

const isRaw = (body: unknown): body is RawBody =>
  typeof body === "string" || body instanceof ArrayBuffer || ArrayBuffer.isView(body);

const headersOf = ({ headers }: NodeRequest): [string, string][] =>
  Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((one): [string, string] => [name, one]),
  );

const streamOf = (request: NodeRequest): ReadableStream<Uint8Array> => {
  const chunks = request[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done === true) controller.close();
      else controller.enqueue(value);
    },
  });
};

async function send(response: NodeResponse, given: Response): Promise<void> {
  response.statusCode = given.status;
  for (const [name, value] of given.headers) response.setHeader(name, value);
  response.end(await given.text());
}
