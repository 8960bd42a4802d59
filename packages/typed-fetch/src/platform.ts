/** Whether the platform's requests may have this: not all of them take all that the standard has. */
export function isTaken(init: RequestInit): boolean {
  // A platform without requests of its own has a `fetch` of its own, and nothing is known of it.
  if (typeof Request !== "function") return true;
  try {
    return Boolean(new Request("http://localhost", init));
  } catch {
    return false;
  }
}
