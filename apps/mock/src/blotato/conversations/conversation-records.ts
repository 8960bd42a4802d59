import { OrderedRecords, type Page, type PageRequest } from "../../model/ordered-records.ts";
import type { Account, Conversation, MessagingPlatform } from "../records.ts";
import type { SeedData } from "../made-up/seed-data.ts";

/** The conversations of one world: those of the seed, under what this world began or moved. No look at one is a search. */
export class ConversationRecords {
  readonly #seedData: SeedData;
  readonly #ordered: OrderedRecords<Conversation>;
  readonly #own = new Map<string, Conversation>();
  /** Ids of conversations that this world began, by account and person. */
  readonly #begun = new Map<string, string>();

  readonly #accountIds: Set<string>;

  constructor(seedData: SeedData) {
    this.#accountIds = new Set(seedData.accountIds);
    this.#seedData = seedData;
    this.#ordered = new OrderedRecords(seedData.conversations, ({ updatedAt }) => updatedAt);
  }

  get size(): number {
    return this.#seedData.conversations.length + this.#begun.size;
  }

  /** The accounts with conversations. */
  get accountIds(): ReadonlySet<string> {
    return this.#accountIds;
  }

  get(id: string): Conversation | undefined {
    return this.#own.get(id) ?? this.#seedData.conversation(id);
  }

  /** The conversation of an account in which a person takes part. */
  between(account: Account, personId: string): Conversation | undefined {
    const id = this.#begun.get(keyOf(account, personId)) ?? this.#seedData.conversationWith(account, personId)?.id;
    return id === undefined ? undefined : this.get(id);
  }

  /** Replaces a conversation, in this world alone. */
  put(conversation: Conversation): void {
    this.#own.set(conversation.id, conversation);
    this.#ordered.put(conversation);
  }

  /** Adds a conversation of an account with a person who has none. */
  begin(account: Account, platform: MessagingPlatform, personId: string, createdAt: number): Conversation {
    const begun: Conversation = {
      id: String(this.#seedData.nextConversationNumber + this.#begun.size),
      accountId: account.id,
      platform,
      participants: [{ id: personId, name: null, profileImageUrl: null, username: null }],
      createdAt,
      updatedAt: createdAt,
    };
    this.#begun.set(keyOf(account, personId), begun.id);
    this.#accountIds.add(account.id);
    this.put(begun);
    return begun;
  }

  /** @throws InvalidCursorError when the cursor was not given by a list of this name */
  page(request: PageRequest<Conversation>): Page<Conversation> {
    return this.#ordered.page(request);
  }
}

const keyOf = ({ id }: Account, personId: string): string => `${id} ${personId}`;
