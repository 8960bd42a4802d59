import type { Inbox } from "../../src/inbox/index.ts";
import type { BlooioEvent } from "../../src/webhooks/index.ts";
import { networkError, type ScriptedService } from "../scripted-fetch.ts";

export interface Written {
  readonly id: string;
  readonly api: "blotato" | "blooio";
  readonly conversationId: string;
  readonly isInbound: boolean;
  readonly at: number;
  /** From when on lists have it. */
  readonly listedAt: number;
}

/** How both services behave. */
export interface Manner {
  readonly random: () => number;
  /** How often a request fails. */
  readonly failing: number;
  /** How long after it a message is listed at most, in milliseconds. */
  readonly lag: number;
}

const pageSize = 3;
/** Ids that are the same as numbers. */
const firstId = 9_007_199_254_740_993n;

/** Both services, in which conversations move while their pages are read. Times are whole seconds, so many are equal. */
export class MovingServices {
  readonly written: Written[] = [];
  readonly #manner: Manner;

  constructor(manner: Manner) {
    this.#manner = manner;
  }

  write(inbox: () => Inbox | undefined): Written {
    const { lag, random } = this.#manner;
    const api = random() < 0.5 ? "blotato" : "blooio";
    const message: Written = {
      id: String(firstId + BigInt(this.written.length)),
      api,
      conversationId: `${api}-${Math.floor(random() * 8)}`,
      isInbound: random() < 0.7,
      at: Math.floor(Date.now() / 1_000) * 1_000,
      listedAt: Date.now() + random() * lag,
    };
    this.written.push(message);
    // Events are late, and come in another order, not at all, or twice.
    const times = api === "blooio" && message.isInbound ? Math.floor(random() * 3) : 0;
    for (let time = 0; time < times; time += 1) setTimeout(() => inbox()?.accept(eventOf(message)), random() * 20_000);
    return message;
  }

  readonly fetch: ScriptedService["fetch"] = async (address, { signal }) => {
    const { failing, random } = this.#manner;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(resolve, random() * 300);
      signal?.addEventListener("abort", () => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      });
    });
    const fate = random();
    if (fate < failing / 3) throw networkError("ECONNRESET", "read");
    if (fate < (2 * failing) / 3) return new Response("<html>", { status: 502 });
    // What stands between the services and us may respond to anything.
    if (fate < failing && address.includes("limit=")) return Response.json({ neither: "items nor data" });
    return Response.json(this.#respond(new URL(address)));
  };

  #respond({ pathname, searchParams }: URL): unknown {
    const cursor = searchParams.get("cursor");
    const [, kind, id, rest] =
      /\/(messages|conversations|chats|contacts)(?:\/([^/]+)(\/messages)?)?$/.exec(pathname) ?? [];
    if (kind === "conversations") return conversationOf(id ?? "");
    if (kind === "contacts") return { data: { id, name: `Person ${id}` } };
    const all = this.written.filter(({ listedAt }) => listedAt <= Date.now());
    if (kind === "messages") {
      const { cursor: next, items } = pageOf(
        all.filter(({ api }) => api === "blotato"),
        cursor,
      );
      return { items: items.map(blotatoMessage), ...(next !== null && { cursor: next }) };
    }
    const chats = all.filter(({ api }) => api === "blooio");
    const { cursor: next, items } = pageOf(
      rest === undefined ? latestOfEach(chats) : chats.filter(({ conversationId }) => conversationId === id),
      cursor,
    );
    const data = items.map(rest === undefined ? chatOf : blooioMessage);
    return { data, has_more: next !== null, next_cursor: next };
  }
}

/** Newest first, after the place that the cursor names; what moves to the front meanwhile is missing from the pages that follow. */
function pageOf(
  written: readonly Written[],
  cursor: string | null,
): { readonly items: readonly Written[]; readonly cursor: string | null } {
  const keyOf = ({ at, id }: Written): string => `${at} ${id}`;
  const sorted = written.toSorted((one, other) => (keyOf(one) < keyOf(other) ? 1 : -1));
  const rest = cursor === null ? sorted : sorted.filter((each) => keyOf(each) < cursor);
  const items = rest.slice(0, pageSize);
  const last = items.at(-1);
  return { items, cursor: last === undefined || rest.length <= pageSize ? null : keyOf(last) };
}

const latestOfEach = (written: readonly Written[]): Written[] => [
  ...new Map(written.toSorted((one, other) => one.at - other.at).map((each) => [each.conversationId, each])).values(),
];

const conversationOf = (id: string): object => ({
  id,
  accountId: "40112",
  platform: "instagram",
  participants: [{ id: `person of ${id}`, name: `Person ${id}`, profileImageUrl: null, username: "person" }],
  createdAt: "2026-01-01T00:00:00.000Z",
  updatedAt: "2026-01-01T00:00:00.000Z",
});

function blotatoMessage({ at, conversationId, id, isInbound }: Written): object {
  const person = `person of ${conversationId}`;
  const hasDirection = Number(id.at(-1)) % 2 === 0;
  return {
    id,
    conversationId,
    platform: "instagram",
    ...(hasDirection && { direction: isInbound ? "incoming" : "outgoing" }),
    senderId: isInbound ? person : "us",
    recipientId: isInbound ? "us" : person,
    text: id,
    status: "delivered",
    errorCode: null,
    errorMessage: null,
    createdAt: new Date(at).toISOString(),
  };
}

const chatOf = ({ at, conversationId }: Written): object => ({
  id: conversationId,
  channel_type: "blooio",
  contact_id: `ct_${conversationId}`,
  last_message_at: at,
});

const blooioMessage = ({ at, conversationId, id, isInbound }: Written): object => ({
  id,
  chat_id: conversationId,
  direction: isInbound ? "inbound" : "outbound",
  text: id,
  status: isInbound ? "received" : "delivered",
  created_at: at,
});

export const eventOf = ({ at, conversationId, id }: Pick<Written, "at" | "conversationId" | "id">): BlooioEvent => ({
  id: `evt_${id}`,
  type: "message.received",
  api_version: "2026-10-01",
  created_at: at,
  organization_id: "org_1",
  data: { message_id: id, chat_id: conversationId, direction: "inbound", sender: "+15555550142", text: id },
});
