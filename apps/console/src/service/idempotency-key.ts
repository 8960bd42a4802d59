/** A key for one send. `crypto.randomUUID` would be missing on a page that was not loaded over https. */
export const newIdempotencyKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(16).padStart(8, "0")).join("");
