import type { Comment } from "../records.ts";

/** A comment that stands there, of a person or from before. */
export const posted: Comment["steps"] = [{ from: 0, status: "posted" }];

/** A comment from before that the platform did not take. */
export const rejectedComment: Comment["steps"] = [{ from: 0, status: "failed" }];

/** An accepted comment, which the platform takes or rejects. */
export const toBePosted = (isTaken: boolean): Comment["steps"] => [
  { from: 0, status: "queued" },
  { from: 300, status: isTaken ? "posted" : "failed" },
];
