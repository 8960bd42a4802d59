import { isBranded } from "./brand.ts";

/**
 * Why a call was rejected before any request. These words stay as they are: a program may decide by them.
 *
 * `missingKey`: no API key was given. `invalidOption`: an option of a client or a call cannot be used. `invalidInput`: the input of a
 * call cannot be sent, or not as it was intended. `outOfBounds`: a part of it is missing, too short, too long, or of another form
 * than the API's document allows. `unsupported`: the service does not offer this. `noFetch`: the runtime has no `fetch`, or one that
 * cannot be used as it is set up. `limiter`: the client's limiter let nothing through.
 */
export type RejectionCode =
  | "missingKey"
  | "invalidOption"
  | "invalidInput"
  | "outOfBounds"
  | "unsupported"
  | "noFetch"
  | "limiter";

/**
 * The base of every error that Switchboard throws. By itself it is a call that was rejected before any request was made, because it
 * could not succeed; its `code` says why.
 *
 * @example
 * try {
 *   await blotato.messages.send({ accountId: "98", recipientId: "17", text: "", target: { targetType: "twitter" } });
 * } catch (error) {
 *   if (error instanceof SwitchboardError && error.maybeSent) console.error("look before you send it again", error.message);
 *   else if (error instanceof SwitchboardError && error.attempts === 0) console.error("never sent", error.code);
 *   else throw error;
 * }
 */
export class SwitchboardError extends Error {
  /** The same in each copy of this package: a program may have installed several. A class that is derived elsewhere has none. */
  protected static readonly brand: symbol = Symbol.for("@switchboard/SwitchboardError");
  override readonly name: string = "SwitchboardError";
  /**
   * By itself, a {@link RejectionCode}. Of a response, the vendor's own code, such as Blotato's `20102` or Blooio's `invalid_content`;
   * of a failed connection, the system's, such as `ECONNREFUSED`. Undefined where there is none.
   */
  declare readonly code: string | number | undefined;
  /** How many requests were made; 0 when the call was rejected before the first. */
  readonly attempts: number = 0;
  /**
   * Whether the service may have done what the call was for, although it failed. When a send fails with true, look whether the
   * message is there before you send it again.
   */
  readonly maybeSent: boolean = false;
  /** The cursor of the page that failed, when the error comes from a listing: pass it as `cursor` to go on from there. */
  declare cursor?: string;

  constructor(message: string, code?: RejectionCode, options?: ErrorOptions) {
    super(message, options);
    if (code !== undefined) this.code = code;
  }

  /** An error that another copy of this package made is one as well. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return Function.prototype[Symbol.hasInstance].call(this, value) || isBranded(this, this.brand, value);
  }

  /** The message and every field; an error has no enumerable message by itself, and would be logged as `{}`. */
  toJSON(): object {
    return Object.assign({}, this, { message: this.message });
  }
}
