import { SwitchboardError } from "@switchboard/typed-fetch";

import { readEvent, type BlooioEvent } from "./event.ts";
import {
  bytesOf,
  checkSignature,
  secretsOf,
  signatureOf,
  type RawBody,
  type VerifyOptions,
  type WebhookHeaders,
} from "./signature.ts";

/**
 * Checks that Blooio sent a request now, and reads the event in it. What the document of the API does not know arrives as it is.
 *
 * @param rawBody the body as it arrived, before any parser
 * @throws WebhookSignatureError when it is not signed with one of the secrets, or not now
 * @throws SwitchboardError when it is signed but not an event, or when there is no secret
 * @example
 * const event = await verifyBlooioWebhook(await request.text(), request.headers, { secret });
 * if (event.type === "message.received") console.log(event.data.text);
 */
export async function verifyBlooioWebhook(
  rawBody: RawBody,
  headers: WebhookHeaders,
  options: VerifyOptions,
): Promise<BlooioEvent> {
  const body = bytesOf(rawBody);
  await checkSignature(body, headers, options);
  return readEvent(new TextDecoder().decode(body));
}

/** An event to sign: what is left out is made up. */
export interface EventToSign {
  readonly type: string;
  readonly data?: object;
  readonly id?: string;
  readonly api_version?: string;
  readonly created_at?: number;
  readonly organization_id?: string;
}

/** A request as Blooio would send it. */
export interface SignedWebhook {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

let made = 0;

/**
 * Signs an event as Blooio does, to test a receiver.
 *
 * @param event in the form of the newest payload version; fields besides are sent as they are
 * @example
 * const { body, headers } = await signWebhook({ type: "message.received", data: { text: "Hello" } }, secret);
 * const response = await receiver(new Request("https://example.com/hook", { method: "POST", body, headers }));
 */
export async function signWebhook(
  event: EventToSign,
  secret: string,
  { now = Date.now }: { readonly now?: () => number } = {},
): Promise<SignedWebhook> {
  const [text] = secretsOf(secret);
  if (typeof event.type !== "string" || text === undefined)
    throw new SwitchboardError("The event has no type; expected one such as message.received", "invalidInput");
  const time = now();
  made += 1;
  const whole = {
    id: `evt_test_${time.toString(36)}_${made}`,
    api_version: "2026-10-01",
    created_at: time,
    organization_id: "org_test",
    data: {},
    ...event,
  };
  const body = JSON.stringify(whole);
  return {
    body,
    headers: {
      "content-type": "application/json",
      "x-blooio-delivery": `wdel_test_${made}`,
      "x-blooio-event": whole.type,
      "x-blooio-signature": await signatureOf(text, Math.floor(time / 1_000), body),
      "x-blooio-version": whole.api_version,
      "x-blooio-webhook": "wh_test",
    },
  };
}
