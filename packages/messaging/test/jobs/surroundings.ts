import type { SendRecord, SendStore } from "../../src/jobs/index.ts";
import { messageOf } from "../samples.ts";
import { networkError, type ScriptedService } from "../scripted-fetch.ts";
import { MemoryStore } from "./memory-store.ts";

/**
 * What becomes of one step of a run. `before`, `during` and `after` end its process: before it did anything, while it is under way, so
 * that it has its effect later, and when it is done. `lost` has its effect, and its caller gets an error; `rejected` and `unreached`
 * have none.
 */
export const fates = ["goesWell", "before", "during", "after", "lost", "rejected", "unreached"] as const;
export type Fate = (typeof fates)[number];

/** A step that waits until it is decided what becomes of it. */
export interface Step {
  readonly name: "read" | "write" | "send" | "list";
  readonly decide: (fate: Fate) => void;
}

/** What a process has to send with, until it ends. */
export interface ProcessView {
  readonly store: SendStore;
  readonly fetch: ScriptedService["fetch"];
}

export const text = "Order 4711 is on its way.";

/** How long after its request a message is listed at the latest, in milliseconds. */
export const listedWithin = 20_000;

/** What the conversation has beside the message: its text from the other side, and from us, a day before. */
const quote = { id: "msg_quote", text, direction: "incoming" } as const;
const repeated = { id: "msg_old", text, direction: "outgoing", createdAt: "2026-11-19T12:00:00.000Z" } as const;

/** A process that has ended never goes on. */
const never = new Promise<never>(() => undefined);

/** A service and a store, in which each step waits for a decision. Requests under way arrive late, and messages are listed late. */
export class Surroundings {
  readonly store: MemoryStore = new MemoryStore();
  /** How many messages the service has made. */
  sent: number = 0;
  readonly #listed: { readonly text: string; readonly createdAt: string; readonly visibleAt: number }[] = [];
  readonly #keys: Map<string, object> = new Map();
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  processOf(onStep: (step: Step) => void, onEnd: () => void): ProcessView {
    const take = async <Result>(
      name: Step["name"],
      effect: () => Result,
      failure: (fate: Fate) => Result,
      signal?: AbortSignal | null,
    ): Promise<Result> => {
      const fate = await new Promise<Fate>((decide) => {
        onStep({ name, decide });
        // Whoever gives a request up does not know whether it arrived.
        signal?.addEventListener("abort", () => decide(this.#random() < 0.5 ? "lost" : "unreached"));
      });
      if (fate === "before" || fate === "during" || fate === "after") {
        if (fate === "during") setTimeout(effect, this.#delay());
        if (fate === "after") effect();
        onEnd();
        return never;
      }
      if (fate === "goesWell") return effect();
      if (fate === "lost") effect();
      return failure(fate);
    };
    const noStore = (fate: Fate): never => {
      throw new Error(`the store has failed: ${fate}`);
    };
    return {
      store: {
        read: (id) => take("read", () => this.store.read(id), noStore),
        write: (id, record: SendRecord) => take("write", () => this.store.write(id, record), noStore),
      },
      fetch: (address, init) => {
        const failure = (fate: Fate): Response => {
          if (fate === "rejected") return Response.json({ message: "retry in 2 seconds" }, { status: 429 });
          const { hostname } = new URL(address);
          throw fate === "lost"
            ? networkError("ECONNRESET", "read")
            : networkError("ENOTFOUND", "getaddrinfo", { hostname });
        };
        if (init.method === "GET") return take("list", () => Response.json(this.#list()), failure, init.signal);
        const key = new Headers(init.headers).get("idempotency-key") ?? undefined;
        const body = typeof init.body === "string" ? init.body : "{}";
        const send = (): Response => Response.json(this.#send(body, key), { status: 201 });
        return take("send", send, failure, init.signal);
      },
    };
  }

  /** A request that is late and a message that is listed late make up for the time together. */
  #delay(): number {
    return (this.#random() * listedWithin) / 2;
  }

  #send(body: string, key: string | undefined): object {
    const first = key === undefined ? undefined : this.#keys.get(key);
    if (first !== undefined) return first;
    this.sent += 1;
    const createdAt = new Date().toISOString();
    const { text: own } = JSON.parse(body) as { readonly text: string };
    this.#listed.push({ text: own, createdAt, visibleAt: Date.now() + this.#delay() });
    const message = { ...messageOf({ id: `msg_${this.sent}`, text: own, createdAt }), chat_id: "chat_1" };
    if (key !== undefined) this.#keys.set(key, message);
    return message;
  }

  #list(): object {
    const visible = this.#listed.filter(({ visibleAt }) => visibleAt <= Date.now());
    const sent = visible.map((message, index) =>
      messageOf({ ...message, id: `msg_${index + 1}`, direction: "outgoing" }),
    );
    const now = new Date().toISOString();
    return { items: [messageOf({ ...quote, createdAt: now }), ...sent.toReversed(), messageOf(repeated)] };
  }
}
