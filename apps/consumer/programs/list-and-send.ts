// What a team would write. It runs on every runtime and under every compiler, so it uses nothing but the facade.
import { isApiError } from "@switchboard/messaging";
import { createBlooio } from "@switchboard/messaging/blooio";
import { createBlotato } from "@switchboard/messaging/blotato";

export interface Services {
  readonly apiKey: string;
  readonly blotatoUrl: string;
  readonly blooioUrl: string;
}

interface ApiReport {
  readonly pages: number;
  readonly items: number;
  /** The text of the message that was sent, as it stands in the newest of the list. */
  readonly sent: string | null | undefined;
  /** Why a thing that is not there was rejected. */
  readonly rejected: string | undefined;
}

export interface Report {
  readonly blotato: ApiReport;
  readonly blooio: ApiReport;
}

/** Lists pages, sends a message, finds it again, and meets an error, on both services. */
export async function listAndSend(services: Services): Promise<Report> {
  return { blotato: await useBlotato(services), blooio: await useBlooio(services) };
}

async function useBlotato({ apiKey, blotatoUrl }: Services): Promise<ApiReport> {
  const blotato = createBlotato({ apiKey, baseUrl: blotatoUrl });
  const listed = await count(blotato.conversations.list({ limit: 10 }).pages());
  const conversation = await blotato.conversations.list({ platform: "instagram" }).first();
  if (conversation === undefined) throw new Error("There is no conversation on Instagram");
  await blotato.messages.reply(conversation, "Hello from a consumer");
  const newest = await blotato.messages.list({ conversationId: conversation.id }).first();
  let rejected: string | undefined;
  try {
    await blotato.conversations.get("4711");
  } catch (error) {
    if (!isApiError(error, "blotato")) throw error;
    rejected = error.kind;
  }
  return { ...listed, sent: newest?.text, rejected };
}

async function useBlooio({ apiKey, blooioUrl }: Services): Promise<ApiReport> {
  const blooio = createBlooio({ apiKey, baseUrl: blooioUrl });
  const listed = await count(blooio.chats.list({ limit: 10 }).pages());
  const message = await blooio.messages.send({ to: "+15555550142", text: "Hello from a consumer" });
  const newest = await blooio.chats.messages(message.chat_id ?? "").first();
  let rejected: string | undefined;
  try {
    await blooio.chats.get("chat_4711");
  } catch (error) {
    if (!isApiError(error, "blooio")) throw error;
    rejected = error.kind;
  }
  return { ...listed, sent: newest?.text, rejected };
}

async function count(
  pages: AsyncIterable<{ readonly items: readonly unknown[] }>,
): Promise<{ pages: number; items: number }> {
  const counted = { pages: 0, items: 0 };
  for await (const { items } of pages) {
    counted.pages += 1;
    counted.items += items.length;
  }
  return counted;
}
