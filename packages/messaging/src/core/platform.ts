/** What the platform's `fetch` takes of a request: not all of them take all that the standard has. */

/** Whether a request may have this. */
export function isTaken(init: RequestInit): boolean {
  // A platform without requests of its own has a `fetch` of its own, and nothing is known of it.
  if (typeof Request !== "function") return true;
  try {
    return Boolean(new Request("http://localhost", init));
  } catch {
    return false;
  }
}

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
