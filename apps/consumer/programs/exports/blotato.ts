// Exports whose types are inferred, as in a team's own wrapper: with `declaration: true`, each of them has to have a name in the one
// subpath that is imported here.
import { createBlotato, isInbound, isKnown } from "@switchboard/messaging/blotato";

export const blotato = createBlotato({ apiKey: "key" });
export const options: Parameters<typeof createBlotato>[0] = {
  hooks: { onResponse: (event) => console.log(event.url) },
};

export const currentUser = () => blotato.accounts.currentUser();
export const accounts = () => blotato.accounts.list();
export const subaccounts = (id: string) => blotato.accounts.subaccounts(id);
export const conversations = () => blotato.conversations.list({ platform: "instagram" });
export const pages = () => blotato.conversations.list().pages();
export const firstConversation = () => blotato.conversations.list().first();
export const conversation = (id: string) => blotato.conversations.get(id);
export const conversationWithResponse = (id: string) => blotato.conversations.get(id).withResponse();
export const upload = (url: string) => blotato.media.upload(url);
export const messages = () => blotato.messages.list();
export const send = (message: Parameters<typeof blotato.messages.send>[0]) => blotato.messages.send(message);
export const reply = async (id: string) => blotato.messages.reply(await blotato.conversations.get(id), "Hello");
export const replyToComment = (comment: Parameters<typeof blotato.messages.replyToComment>[0]) =>
  blotato.messages.replyToComment(comment);
export const waitUntilDelivered = (message: Parameters<typeof blotato.messages.waitUntilDelivered>[0]) =>
  blotato.messages.waitUntilDelivered(message);
export const publish = (post: Parameters<typeof blotato.posts.publish>[0]) => blotato.posts.publish(post);
export const schedule = (post: Parameters<typeof blotato.posts.schedule>[0]) =>
  blotato.posts.schedule(post, new Date());
export const thread = (posts: Parameters<typeof blotato.posts.thread>[0]) => blotato.posts.thread(posts);
export const status = (id: string) => blotato.posts.status(id);
export const waitUntilPublished = (submission: Parameters<typeof blotato.posts.waitUntilPublished>[0]) =>
  blotato.posts.waitUntilPublished(submission);

export const rawList = () => blotato.raw.GET("/v2/conversations", { params: { query: { limit: 10 } } });
export const rawSend = (body: Parameters<typeof blotato.messages.send>[0]) =>
  blotato.raw.POST("/v2/messages", { body });
export const raw = blotato.raw;
export const { use } = blotato.raw;
export const narrow = (platform: string) => (isKnown("platform", platform) ? platform : undefined);
export const inbound = isInbound;
