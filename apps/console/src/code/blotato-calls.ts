import type { HandwrittenBlotatoOperationId } from "../generated/blotato/samples.ts";
import { fieldsOf } from "./entered.ts";
import type { CallMaker } from "./facade-call.ts";

/** The calls that are more than a plain method. */
export const blotatoCalls: Readonly<Record<HandwrittenBlotatoOperationId, CallMaker>> = {
  sendMessage: (values) => ({ path: ["messages", "send"], args: [values.body], result: "message" }),
  publishPost: (values) => {
    const { post, scheduledTime, slot, useNextFreeSlot } = fieldsOf(values);
    if (scheduledTime !== undefined) {
      return {
        path: ["posts", "schedule"],
        args: [post, new Date(typeof scheduledTime === "string" ? scheduledTime : Number.NaN)],
        result: "submission",
      };
    }
    // The facade leaves a slot that the caller chose to the client below it.
    if (slot !== undefined) {
      return { path: ["raw", "POST"], args: ["/v2/posts", { body: values.body }], result: "{ data, error }" };
    }
    if (useNextFreeSlot === true) {
      return { path: ["posts", "schedule"], args: [post, "nextSlot"], result: "submission" };
    }
    return { path: ["posts", "publish"], args: [post], result: "submission" };
  },
  uploadMedia: (values) => ({ path: ["media", "upload"], args: [fieldsOf(values)["url"]], result: "media" }),
};
