import { SwitchboardError } from "@switchboard/typed-fetch";

import { WebhookSignatureError } from "./signature-error.ts";

/** The body of a request as it arrived. */
export type RawBody = string | Uint8Array | ArrayBuffer;

/** The headers of a request: those of `fetch`, of Node, or a record whose names are written in any way. */
export type WebhookHeaders =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

export interface VerifyOptions {
  /** The signing secret as it was shown (`whsec_…`); several while a new one is deployed. */
  readonly secret: string | readonly string[];
  /** How far the time of a signature may lie from now, before or after, in milliseconds. Default: 300,000, five minutes. */
  readonly tolerance?: number | undefined;
  /** The time in epoch milliseconds. Default: `Date.now`. */
  readonly now?: (() => number) | undefined;
}

const encoder = new TextEncoder();
const usualTolerance = 300_000;

/**
 * Checks who made a request, and when.
 *
 * @throws WebhookSignatureError when it is not signed with one of the secrets, or not now
 */
export async function checkSignature(
  body: Uint8Array<ArrayBuffer>,
  headers: WebhookHeaders,
  { now = Date.now, secret, tolerance = usualTolerance }: VerifyOptions,
): Promise<void> {
  const header = headerOf(headers, "x-blooio-signature");
  if (header === undefined || header.trim() === "")
    throw new WebhookSignatureError("missing", "The request has no X-Blooio-Signature: the service did not send it");
  const { seconds, signatures } = readSignature(header);
  const signed = signedBytes(seconds, body);
  const keys = await Promise.all(secretsOf(secret).map((text) => keyOf(text, "verify")));
  const checks = keys.flatMap((key) =>
    // `verify` compares in constant time.
    signatures.map((signature) => crypto.subtle.verify("HMAC", key, signature, signed)),
  );
  if (!(await Promise.all(checks)).includes(true)) {
    throw new WebhookSignatureError(
      "wrong",
      "The signature is not that of this body by this secret: another secret signed it, or the body is not as it arrived, byte by byte",
    );
  }
  const age = now() - Number(seconds) * 1_000;
  if (Math.abs(age) <= tolerance) return;
  const distance = `${Math.round(Math.abs(age) / 1_000)} seconds`;
  throw age > 0
    ? new WebhookSignatureError("old", `The signature was made ${distance} ago; the request may be a repeated one`)
    : new WebhookSignatureError("early", `The signature was made ${distance} from now: one of the clocks is wrong`);
}

/** The signature header of a body at a time. */
export async function signatureOf(secret: string, seconds: number, body: string): Promise<string> {
  const key = await keyOf(secret, "sign");
  const digest = await crypto.subtle.sign("HMAC", key, signedBytes(`${seconds}`, encoder.encode(body)));
  return `t=${seconds},v1=${Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** @throws SwitchboardError when there is no secret, or an empty one: anybody could sign with that */
export function secretsOf(secret: string | readonly string[]): readonly string[] {
  const secrets = typeof secret === "string" ? [secret] : secret;
  if (Array.isArray(secrets) && secrets.length > 0 && secrets.every((text) => typeof text === "string" && text !== ""))
    return secrets;
  throw new SwitchboardError(
    "secret is missing or empty; expected the signing secret of the webhook (whsec_…), or a list of them",
    "invalidOption",
  );
}

/** The bytes of a body. */
export function bytesOf(body: RawBody): Uint8Array<ArrayBuffer> {
  if (typeof body === "string") return encoder.encode(body);
  if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) return new Uint8Array(body);
  throw new SwitchboardError(
    "The body is not text or bytes; expected it as it arrived: once it is parsed, its signature cannot be checked",
    "invalidInput",
  );
}

/** The value of a header; undefined when there is none. */
export function headerOf(headers: WebhookHeaders, name: string): string | undefined {
  if (isFetchHeaders(headers)) return headers.get(name) ?? undefined;
  const [, value] = Object.entries(headers).find(([key]) => key.toLowerCase() === name) ?? [];
  return typeof value === "object" ? value.join(",") : value;
}

const isFetchHeaders = (headers: WebhookHeaders): headers is { get(name: string): string | null } =>
  typeof headers["get"] === "function";

function readSignature(header: string): { seconds: string; signatures: readonly Uint8Array<ArrayBuffer>[] } {
  const parts = header.split(",").map((part) => part.trim());
  const times = parts.flatMap((part) => /^t=(\d{1,12})$/.exec(part)?.[1] ?? []);
  const signatures = parts.flatMap((part) => /^v1=([0-9a-f]{64})$/.exec(part)?.[1] ?? []).map(fromHex);
  const [seconds] = times;
  const hasOneTime = parts.filter((part) => part.startsWith("t=")).length === 1;
  if (seconds !== undefined && hasOneTime && signatures.length > 0) return { seconds, signatures };
  throw new WebhookSignatureError(
    "malformed",
    "X-Blooio-Signature is not as the service writes it; expected t=<seconds>,v1=<64 hexadecimal digits>",
  );
}

const fromHex = (digits: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length: digits.length / 2 }, (_, index) =>
    Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16),
  );

function signedBytes(seconds: string, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const prefix = encoder.encode(`${seconds}.`);
  const bytes = new Uint8Array(prefix.length + body.length);
  bytes.set(prefix);
  bytes.set(body, prefix.length);
  return bytes;
}

/** The whole secret is the key, with its `whsec_`. */
const keyOf = (secret: string, use: "sign" | "verify"): Promise<CryptoKey> =>
  crypto.subtle.importKey("raw", encoder.encode(secret), { name: "HMAC", hash: "SHA-256" }, false, [use]);
