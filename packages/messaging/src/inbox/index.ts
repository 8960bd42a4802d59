export type * from "../core/public-types.ts";
export { createInbox, type Inbox, type InboxClients, type Since } from "./inbox.ts";
export type { InboxAttachment, InboxConversation, InboxMessage, InboxSent, Person } from "./shape.ts";
export type { FollowOptions, InboxReplyOptions } from "./source.ts";
export type { WatchedMessage, WatchOptions } from "./watch.ts";
