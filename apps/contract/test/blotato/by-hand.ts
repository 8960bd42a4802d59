import type {
  CreateScheduleSlotsRequest,
  Post,
  PublishPostRequest,
  SendMessageRequest,
  UploadMediaRequest,
} from "@switchboard/blotato";
import { expect } from "vitest";

import type { ByHand } from "../operations/by-hand.ts";

const twitterPost: Post = {
  accountId: "40112",
  content: { text: "Fresh rye bread from seven in the morning.", mediaUrls: [], platform: "twitter" },
  target: { targetType: "twitter" },
};

const instagramPost: Post = {
  accountId: "40112",
  content: { text: "The oven is warm.", mediaUrls: [], platform: "instagram" },
  target: { targetType: "instagram" },
};

const onBluesky = { platform: "bluesky", subaccountId: null } as const;

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
    createVisual: {
      404: {
        request: (first) => ({ ...first, body: { ...(first.body as object), templateId: "1" } }),
        reason: /no template "1"/,
      },
      422: {
        request: (first) => ({ ...first, body: { ...(first.body as object), inputs: {} } }),
        reason: /inputs\.quote: is missing/,
      },
    },
    createSource: {
      422: {
        request: (first) => ({ ...first, body: { source: { sourceType: "article", url: "why-rye" } } }),
        reason: /source\.url: must be an http or https address/,
      },
    },
    listPinterestBoards: {
      404: { request: (first) => ({ ...first, query: { accountId: "1" } }), reason: /no account "1"/ },
      422: { request: (first) => ({ ...first, query: { accountId: "40112" } }), reason: /is on instagram/ },
    },
    publishPost: {
      422: {
        request: (first) => ({ ...first, body: { post: twitterPost } }),
        reason: /content\.platform: account 40112 is on instagram/,
      },
    },
    listPosts: {
      422: { request: (first) => ({ ...first, query: { cursor: "never given" } }), reason: /cursor/ },
    },
    listSchedules: {
      422: { request: (first) => ({ ...first, query: { cursor: "never given" } }), reason: /cursor/ },
    },
    updateSchedule: {
      422: {
        request: (first) => ({ ...first, body: { patch: { scheduledTime: "2020-01-01T00:00:00Z" } } }),
        reason: /patch\.scheduledTime: must be in the future/,
      },
    },
    createScheduleSlots: {
      422: {
        request: async (first, { facade }) => {
          await facade.blotato.slots.create(first.body as CreateScheduleSlotsRequest);
          return first;
        },
        reason: /another slot is on tuesday at 09:15/,
      },
    },
    updateScheduleSlot: {
      422: {
        request: (first) => ({ ...first, body: { selectedTargets: [{ ...onBluesky, accountId: "40114" }] } }),
        reason: /account 40114 is on twitter, not on bluesky/,
      },
    },
    deleteScheduleSlot: {
      422: {
        request: async (first, { facade }) => {
          const slot = await facade.blotato.slots.nextAvailable({ platform: "instagram", accountId: "40112" });
          const body = { post: instagramPost, slot: { id: slot.slotId, time: slot.slotTime } };
          await facade.blotato.raw.POST("/v2/posts", { body });
          return { ...first, path: { slotId: slot.slotId } };
        },
        reason: /1 post is still queued/,
      },
    },
    findNextSlot: {
      404: {
        request: (first) => ({ ...first, body: { platform: "linkedin", accountId: "40116" } }),
        reason: /no slot for account 40116/,
      },
      422: {
        request: (first) => ({ ...first, body: { platform: "bluesky", accountId: "40114" } }),
        reason: /account 40114 is on twitter, not on bluesky/,
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
    // A client of ours cannot send what leads there: see post-lists.test.ts.
    deleteVisual: [400],
    deleteSchedule: [400],
    deleteScheduleSlot: [400],
  },
  // The address is the permission of one tenant.
  distinct: { createMediaUpload: ["presignedUrl"] },
  // One character is an address of nothing.
  narrower: { uploadMedia: ["url"] },
  unreadableBody: 422,
  errorShape: (reason) => ({ message: expect.stringMatching(reason), reqId: expect.any(String) }),
  unauthorizedShape: { message: expect.stringMatching(/key/), reqId: expect.any(String) },
};
