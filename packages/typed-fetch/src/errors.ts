/**
 * The base of every error that Switchboard throws. By itself it is a call that was rejected before any request was made, because it
 * could not succeed.
 *
 * @example
 * try {
 *   await blotato.messages.send({ accountId: "98", recipientId: "17", text: "", target: { targetType: "twitter" } });
 * } catch (error) {
 *   if (error instanceof SwitchboardError) console.error(error.message);
 * }
 */
export class SwitchboardError extends Error {
  override readonly name: string = "SwitchboardError";
  /** The cursor of the page that failed, when the error comes from a listing: pass it as `cursor` to go on from there. */
  declare cursor?: string;

  /** The message and every field; an error has no enumerable message by itself, and would be logged as `{}`. */
  toJSON(): object {
    return Object.assign({}, this, { message: this.message });
  }
}
