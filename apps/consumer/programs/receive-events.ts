// What a team would write to receive events. It runs on every runtime, so it uses nothing but the facade.
import { createBlooio } from "@switchboard/messaging/blooio";
import {
  createWebhookHandler,
  verifyBlooioWebhook,
  WebhookSignatureError,
  type WebhookHandler,
} from "@switchboard/messaging/webhooks";

export interface SignedRequest {
  readonly title: string;
  readonly body: string;
  readonly signature: string | undefined;
  readonly secret: string | readonly string[];
  readonly now: number;
  /** What is wrong with it; undefined when it is rightly signed. */
  readonly problem?: string;
}

/** The requests that were not judged as they should be: none. */
export async function misjudged(requests: readonly SignedRequest[]): Promise<readonly string[]> {
  const verdicts = requests.map(async ({ body, now, problem, secret, signature, title }) => {
    const headers = new Headers(signature === undefined ? {} : { "x-blooio-signature": signature });
    const found = await verifyBlooioWebhook(body, headers, { secret, now: () => now }).then(
      ({ id }) => (id === "evt_1" ? undefined : "another event"),
      (error: unknown) => (error instanceof WebhookSignatureError ? error.problem : String(error)),
    );
    return found === problem ? [] : [`${title}: ${found ?? "accepted"}`];
  });
  return (await Promise.all(verdicts)).flat();
}

/** Starts a server on this machine, as the runtime does it. */
export type Serve = (handler: WebhookHandler) => Promise<{ readonly url: string; close(): Promise<unknown> }>;

/** Subscribes, sends a message, and gives the text of the first event about it. */
export async function receiveOne(
  { apiKey, blooioUrl }: { readonly apiKey: string; readonly blooioUrl: string },
  serve: Serve,
): Promise<string | null | undefined> {
  const blooio = createBlooio({ apiKey, baseUrl: blooioUrl });
  let receiver: WebhookHandler | undefined;
  const server = await serve(async (request) => receiver?.(request) ?? new Response(null, { status: 503 }));
  try {
    const { signing_secret: secret } = await blooio.webhooks.create({ url: `${server.url}/hooks/blooio` });
    const received = new Promise<string | null | undefined>((resolve, reject) => {
      const on = { "message.queued": ({ data }: { data: { text?: string | null } }): void => resolve(data.text) };
      receiver = createWebhookHandler({ secret, onError: reject, on });
    });
    await blooio.messages.send({ to: "+15555550142", text: "Hello from a receiver" });
    return await received;
  } finally {
    await server.close();
  }
}
