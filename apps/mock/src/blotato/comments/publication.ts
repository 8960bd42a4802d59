import type { Comment } from "../records.ts";

/** A comment that was posted: by a person, or before the tenant began. */
export const posted: Comment["steps"] = [{ from: 0, status: "posted" }];

/** A made-up comment that the platform rejected. */
export const rejectedComment: Comment["steps"] = [{ from: 0, status: "failed" }];

/** An accepted comment, which the platform then posts or rejects. */
export const toBePosted = (isTaken: boolean): Comment["steps"] => [
  { from: 0, status: "queued" },
  { from: 300, status: isTaken ? "posted" : "failed" },
];
