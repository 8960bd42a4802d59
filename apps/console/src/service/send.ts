import type { ApiName } from "../spec/operations.ts";
import { jsonOf } from "./json-text.ts";
import type { PreparedRequest } from "./request.ts";
import { authorization, isReal, keyOf } from "./target.ts";

export interface Received {
  readonly kind: "response";
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Without the key, should the service repeat it. */
  readonly text: string;
  /** The parsed text; undefined where it is not JSON. */
  readonly json: unknown;
  /** Milliseconds until the body was complete. */
  readonly duration: number;
  readonly bytes: number;
  /** It was kept for later, and its body was too large for that. */
  readonly isForgotten?: true;
}

/** No response, and why as far as a browser tells. */
interface NoResponse {
  readonly kind: "none";
  readonly reason: string;
  readonly duration: number;
}

export type Outcome = Received | NoResponse;

/** Sends a request with the key of its API. Never throws: what goes wrong is an outcome as well. */
export async function send(api: ApiName, request: PreparedRequest, signal?: AbortSignal): Promise<Outcome> {
  const startedAt = performance.now();
  const duration = (): number => performance.now() - startedAt;
  const { form, headers, method, url } = request;
  const body = form === undefined ? request.body : formData(form);
  const key = keyOf(api);
  try {
    const response = await fetch(url, {
      method,
      headers: { ...headers, ...authorization(api) },
      ...(body !== undefined && { body }),
      ...(signal !== undefined && { signal }),
      cache: "no-store",
      credentials: "omit",
      // A key would go along to wherever a redirect leads.
      redirect: "error",
      referrerPolicy: "no-referrer",
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const text = withoutKey(new TextDecoder().decode(bytes), key);
    return {
      kind: "response",
      status: response.status,
      statusText: response.statusText,
      headers: [...response.headers].map(([name, value]) => [name, withoutKey(value, key)] as const),
      text,
      json: jsonOf(text),
      duration: duration(),
      bytes: bytes.length,
    };
  } catch {
    return {
      kind: "none",
      reason: signal?.aborted === true ? "You stopped waiting." : unreached(),
      duration: duration(),
    };
  }
}

function formData(fields: Readonly<Record<string, unknown>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value instanceof Blob) form.append(name, value, name);
    else form.append(name, String(value));
  }
  return form;
}

// A browser does not tell a page more, so that no page can look around in a network.
const unreached = (): string =>
  isReal.value
    ? "There is no response that this page may read: the connection failed, or the service does not let pages of other " +
      "origins read it. It may have been carried out all the same. The curl command below works from a terminal."
    : "The mock did not respond: it is not running at this address, or a fault broke the connection. Start it with " +
      "“npx --yes pnpm@12 mock”, or look at “Faults and clock”.";

function withoutKey(text: string, key: string | undefined): string {
  // A short key, as one for the mock may be, is not a secret, and removing it would damage words.
  return isReal.value && key !== undefined && key.length >= 4 ? text.replaceAll(key, "••••••") : text;
}
