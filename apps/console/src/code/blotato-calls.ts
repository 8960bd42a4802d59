import { fieldsOf, pageSize, parametersBut, pathParameter } from "./entered.ts";
import type { CallMaker } from "./facade-call.ts";

export const blotatoCalls: Readonly<Record<string, CallMaker>> = {
  listConversations: (values) => ({
    path: ["conversations", "list"],
    args: [parametersBut(values)],
    take: pageSize(values),
    result: "conversations",
  }),
  getConversation: (values) => ({
    path: ["conversations", "get"],
    args: [pathParameter(values, "conversationId")],
    result: "conversation",
  }),
  listMessages: (values) => ({
    path: ["messages", "list"],
    args: [parametersBut(values)],
    take: pageSize(values),
    result: "messages",
  }),
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
  getPostStatus: (values) => ({
    path: ["posts", "status"],
    args: [pathParameter(values, "postSubmissionId")],
    result: "post",
  }),
  uploadMedia: (values) => ({ path: ["media", "upload"], args: [fieldsOf(values)["url"]], result: "media" }),
  getCurrentUser: () => ({ path: ["accounts", "currentUser"], args: [], result: "user" }),
  listAccounts: (values) => ({ path: ["accounts", "list"], args: [parametersBut(values)], result: "accounts" }),
  listSubaccounts: (values) => ({
    path: ["accounts", "subaccounts"],
    args: [pathParameter(values, "accountId")],
    result: "pages",
  }),
};
