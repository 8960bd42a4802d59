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
