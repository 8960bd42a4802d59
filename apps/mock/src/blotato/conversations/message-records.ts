import type { Clock } from "../../model/clock.ts";
import { OrderedRecords, type Page, type PageRequest, type SharedRecords } from "../../model/ordered-records.ts";
import type { Message } from "../records.ts";
import type { SeedData } from "../made-up/seed-data.ts";

/** Blotato keeps messages for 45 days. Their conversations stay. */
const keptFor = 45 * 86_400_000;

/** The messages of one world: those of the seed, and what this world added. */
export class MessageRecords {
  readonly #clock: Clock;
  readonly #seedData: SeedData;
  readonly #all: OrderedRecords<Message>;
  /** For conversations with messages of this world, so that theirs are found without a look at all others. */
  readonly #byConversation = new Map<string, OrderedRecords<Message>>();
  /** By conversation and person. */
  readonly #lastInboundAt = new Map<string, number>();
  /** In the order of their creation: the clock never goes back. */
  readonly #own: Message[] = [];

  constructor(seedData: SeedData, clock: Clock) {
    this.#clock = clock;
    this.#seedData = seedData;
    this.#all = new OrderedRecords(seedData.messages, createdAt);
  }

  /** How many are kept. */
  get size(): number {
    const { messages } = this.#seedData;
    return keptOf(messages, this.#oldestKept()) + keptOf(this.#own, this.#oldestKept());
  }

  add(message: Omit<Message, "id">): Message {
    const added = { id: String(this.#seedData.nextMessageNumber + this.#own.length), ...message };
    this.#own.push(added);
    this.#all.put(added);
    const { conversationId } = added;
    if (conversationId === null) return added;
    const beside = this.#of(conversationId);
    beside.put(added);
    this.#byConversation.set(conversationId, beside);
    if (added.direction === "inbound") this.#lastInboundAt.set(`${conversationId} ${added.senderId}`, added.createdAt);
    return added;
  }

  /**
   * A page of those that are kept: of one conversation, or of all.
   *
   * @throws InvalidCursorError when the cursor was not given by a list of this name
   */
  page(conversationId: string | undefined, request: Omit<PageRequest<Message>, "least">): Page<Message> {
    const records = conversationId === undefined ? this.#all : this.#of(conversationId);
    return records.page({ ...request, least: this.#oldestKept() });
  }

  /** The newest message of a conversation. */
  newestOf(conversationId: string): Message | undefined {
    const [newest] = this.#of(conversationId).values("descending");
    return newest;
  }

  /** When a person last wrote in a conversation; undefined when that never happened. */
  lastInboundAt(conversationId: string, personId: string): number | undefined {
    const known = this.#lastInboundAt.get(`${conversationId} ${personId}`);
    if (known !== undefined) return known;
    const shared = this.#seedData.messagesOf(conversationId);
    for (let index = shared.length - 1; index >= 0; index -= 1) {
      const message = shared.at(index);
      // In the seed, one person writes in each conversation: who did not write last never did.
      if (message?.direction === "inbound") return message.senderId === personId ? message.createdAt : undefined;
    }
    return undefined;
  }

  #oldestKept(): number {
    return this.#clock.now() - keptFor;
  }

  #of(conversationId: string): OrderedRecords<Message> {
    return (
      this.#byConversation.get(conversationId) ??
      new OrderedRecords(this.#seedData.messagesOf(conversationId), createdAt)
    );
  }
}

const createdAt = (message: Message): number => message.createdAt;

/** How many of some messages, in the order of their creation, are no older than the oldest that is kept. */
function keptOf(messages: SharedRecords<Message>, oldest: number): number {
  let low = 0;
  let high = messages.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((messages.at(middle)?.createdAt ?? oldest) < oldest) low = middle + 1;
    else high = middle;
  }
  return messages.length - low;
}
