import type { StateHandler } from "../model/handlers.ts";
import { getCurrentUser, listAccounts, listPinterestBoards, listSubaccounts } from "./accounts.ts";
import { createCreditPurchase, getCredits } from "./billing.ts";
import { collections } from "./collections.ts";
import { listMessages } from "./conversations/messages.ts";
import { createComment } from "./comments/comments.ts";
import { listInboxItems } from "./inbox/items.ts";
import type { BlotatoOperationId } from "./generated/operations.ts";
import { getPostAnalytics, listTopPosts, undocumentedBody } from "./posts/analytics.ts";
import { listPosts } from "./posts/post-list.ts";
import { publishPost } from "./posts/publish.ts";
import { deleteSchedule, getSchedule, listSchedules, updateSchedule } from "./posts/schedules.ts";
import {
  createScheduleSlots,
  deleteScheduleSlot,
  findNextSlot,
  listScheduleSlots,
  updateScheduleSlot,
} from "./posts/slots.ts";
import { createMediaUpload } from "./media/storage.ts";
import { uploadMedia } from "./media/upload-media.ts";
import { sendMessage } from "./sends/messages.ts";
import type { State } from "./state.ts";
import { listVisualTemplates } from "./visuals/templates.ts";

type Handlers = Readonly<Partial<Record<BlotatoOperationId, StateHandler<State>>>>;

/** Every operation of the API: the collections, and what is more than a collection. */
export const handlers: Handlers = {
  ...collections,
  ...({
    listMessages,
    listInboxItems,
    createComment,
    sendMessage,
    publishPost,
    listPosts,
    getPostAnalytics,
    listTopPosts,
    listPlatformAnalytics: undocumentedBody,
    getAnalyticsSummary: undocumentedBody,
    listSchedules,
    getSchedule,
    updateSchedule,
    deleteSchedule,
    listScheduleSlots,
    createScheduleSlots,
    updateScheduleSlot,
    deleteScheduleSlot,
    findNextSlot,
    uploadMedia,
    createMediaUpload,
    getCurrentUser,
    listAccounts,
    listSubaccounts,
    listPinterestBoards,
    listVisualTemplates,
    getCredits,
    createCreditPurchase,
  } satisfies Handlers),
};
