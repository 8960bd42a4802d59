import type { Post, PublishPostRequest, SendMessageRequest, UploadMediaRequest } from "@switchboard/blotato";
import { expect } from "vitest";

import type { ByHand } from "../operations/by-hand.ts";

const twitterPost: Post = {
  accountId: "40112",
  content: { text: "Fresh rye bread from seven in the morning.", mediaUrls: [], platform: "twitter" },
  target: { targetType: "twitter" },
};

export const blotato: ByHand<"blotato"> = {
  handwritten: {
    sendMessage: {
      call: ({ blotato: { messages } }, { body }, options) => messages.send(body as SendMessageRequest, options),
    },
    publishPost: {
      call: ({ blotato: { posts } }, { body }, options) => posts.publish((body as PublishPostRequest).post, options),
    },
    uploadMedia: {
      call: ({ blotato: { media } }, { body }, options) => media.upload((body as UploadMediaRequest).url, options),
    },
  },
  stateful: {
    listMessages: {
      422: { request: (first) => ({ ...first, query: { ...first.query, cursor: "never given" } }), reason: /cursor/ },
    },
    sendMessage: {
      404: {
        request: (first) => ({ ...first, body: { ...(first.body as object), accountId: "1" } }),
        reason: /no account "1"/,
      },
      422: {
        request: (first) => ({ ...first, body: { ...(first.body as object), target: { targetType: "twitter" } } }),
        reason: /target\.targetType/,
      },
    },
    createComment: {
      404: {
        request: (first) => ({ ...first, body: { ...(first.body as object), postId: "1" } }),
        reason: /no post "1"/,
      },
      422: {
        request: (first) => ({ ...first, body: { ...(first.body as object), parentCommentId: "5210002" } }),
        reason: /comment 5210002 is a reply itself/,
      },
    },
    publishPost: {
      422: {
        request: (first) => ({ ...first, body: { post: twitterPost } }),
        reason: /content\.platform: account 40112 is on instagram/,
      },
    },
    uploadMedia: {
      422: {
        request: (first) => ({ ...first, body: { url: "rolls.jpg" } }),
        reason: /url: must be an http or https address/,
      },
    },
  },
  onlyPreferred: {
    "*": [429, 500],
    // The vendor lists it without a reason; a filter that finds nothing gives an empty page.
    listConversations: [404],
    listMessages: [404],
    listInboxChats: [404],
  },
  // One character is an address of nothing.
  narrower: { uploadMedia: ["url"] },
  unreadableBody: 422,
  errorShape: (reason) => ({ message: expect.stringMatching(reason), reqId: expect.any(String) }),
  unauthorizedShape: { message: expect.stringMatching(/key/), reqId: expect.any(String) },
};
