import type { HandwrittenBlotatoOperationId } from "../generated/blotato/samples.ts";
import { fieldsOf } from "./entered.ts";
import type { CallMaker } from "./facade-call.ts";

/** The calls that are more than a plain method. */
export const blotatoCalls: Readonly<Record<HandwrittenBlotatoOperationId, CallMaker>> = {
  sendMessage: (values) => ({ path: ["messages", "send"], args: [values.body], result: "message" }),
  publishPost: (values) => {
    const { post, scheduledTime, useNextFreeSlot } = fieldsOf(values);
    if (scheduledTime !== undefined) {
      return {
        path: ["posts", "schedule"],
        args: [post, new Date(typeof scheduledTime === "string" ? scheduledTime : Number.NaN)],
        result: "submission",
      };
    }
    // The facade leaves the calendar's slots to the client below it.
    if (useNextFreeSlot === true) {
      return { path: ["raw", "POST"], args: ["/v2/posts", { body: values.body }], result: "{ data, error }" };
    }
    return { path: ["posts", "publish"], args: [post], result: "submission" };
  },
  uploadMedia: (values) => ({ path: ["media", "upload"], args: [fieldsOf(values)["url"]], result: "media" }),
};
