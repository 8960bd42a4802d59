import type { StateHandler } from "../model/handlers.ts";
import { getCurrentUser, listAccounts, listSubaccounts } from "./accounts.ts";
import { collections } from "./collections.ts";
import { listMessages } from "./conversations/messages.ts";
import { createComment } from "./comments/comments.ts";
import { listInboxItems } from "./inbox/items.ts";
import type { BlotatoOperationId } from "./generated/operations.ts";
import { uploadMedia } from "./sends/media.ts";
import { sendMessage } from "./sends/messages.ts";
import { publishPost } from "./sends/posts.ts";
import type { State } from "./state.ts";

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
    uploadMedia,
    getCurrentUser,
    listAccounts,
    listSubaccounts,
  } satisfies Handlers),
};
