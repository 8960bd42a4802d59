import type { ApiName } from "../spec/operations.ts";

/** A conversation of either API, as a messenger shows it. */
export interface Thread {
  readonly api: ApiName;
  readonly id: string;
  readonly title: string;
  /** The platform or channel. */
  readonly via: string;
  /** Epoch milliseconds; undefined while nothing was said. */
  readonly lastAt: number | undefined;
  /** Why nothing can be sent; undefined when something can. */
  readonly closed: string | undefined;
}

export interface ThreadMessage {
  readonly id: string;
  readonly isOurs: boolean;
  readonly text: string;
  readonly status: string;
  /** Whether the status may still change. */
  readonly isMoving: boolean;
  /** Why it failed. */
  readonly failure: string | undefined;
  readonly at: number;
}

/** What the inbox needs of an API. */
export interface InboxApi {
  threads(limit: number): Promise<readonly Thread[]>;
  /** The latest messages, oldest first. */
  messages(thread: Thread, limit: number): Promise<readonly ThreadMessage[]>;
  /** Sends as the owner of the account. */
  send(thread: Thread, text: string): Promise<void>;
  /** The message of the other side, as the mock's own interface takes it. */
  inbound(thread: Thread, text: string): object;
}

/** An API refused or did not answer; the message is for a person. */
export class InboxError extends Error {
  override readonly name = "InboxError";
}
