import { isTaken } from "@switchboard/typed-fetch";

let known: typeof AbortController | undefined;
let isKnownToBeTaken = true;

/**
 * Whether a request may have a signal of the global `AbortController`: jsdom, in older vitest and Jest, puts signals of its own in the
 * place of those that Node's `fetch` takes. Then the call ends in time by itself, and its request is not aborted.
 */
export function takesSignal(signal: AbortSignal): boolean {
  if (known !== AbortController) {
    known = AbortController;
    isKnownToBeTaken = isTaken({ signal });
  }
  return isKnownToBeTaken;
}

/**
 * Whether the platform's `fetch` sends a stream with the length that its header says, and not in chunks. Node does; browsers ignore the
 * header, and others were not tried.
 */
export function keepsLengthOfStream(): boolean {
  const { process, navigator } = globalThis as {
    process?: { release?: { name?: string }; versions?: { bun?: string } };
    navigator?: { userAgent?: string };
  };
  const isNode = process?.release?.name === "node" && process.versions?.bun === undefined;
  // Deno and Cloudflare's workers offer Node's names too.
  return isNode && /^(Node\.js|$)/.test(navigator?.userAgent ?? "");
}
