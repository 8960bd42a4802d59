// Exports whose types are inferred, of a program that imports the inbox, and nothing else.
import { createInbox, type InboxClients } from "@switchboard/messaging/inbox";

export const inboxOf = (clients: InboxClients) => {
  const inbox = createInbox(clients);
  return {
    inbox,
    conversations: () => inbox.conversations(),
    watch: () => inbox.watch({ from: new Date() }),
    newest: async () => (await inbox.conversations().next()).value,
    reply: (...args: Parameters<typeof inbox.reply>) => inbox.reply(...args),
    follow: (...args: Parameters<typeof inbox.follow>) => inbox.follow(...args),
  };
};
