// What the inbox brings beside the clients, which the program gives it.
import { createInbox, type InboxClients } from "@switchboard/messaging/inbox";

export default async function show(clients: InboxClients): Promise<void> {
  const inbox = createInbox(clients);
  for await (const { message } of inbox.watch({ from: new Date() })) await inbox.reply(message, message.text ?? "");
}
