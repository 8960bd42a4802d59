import { describe, expect, test, vi } from "vitest";

import type { Blooio } from "../../src/blooio/index.ts";
import type { Blotato } from "../../src/blotato/index.ts";
import { ApiError, ConnectionError, TimeoutError } from "../../src/index.ts";
import { FaultyService, faultNames, randomOf, type Fault } from "./faulty-service.ts";
import { blooioOf, blotatoOf, conversationOf, directMessage, tweet } from "../samples.ts";
import { inVirtualTime, useVirtualTime } from "../virtual-time.ts";
import { runs } from "@switchboard/task-inputs/campaign-runs";

useVirtualTime();

type Send = (text: string) => Promise<object>;

const sendsOn: {
  readonly blotato: (client: Blotato) => readonly Send[];
  readonly blooio: (client: Blooio) => readonly Send[];
} = {
  blotato: ({ messages, posts }) => [
    (text) => messages.send({ ...directMessage, text }),
    (text) => messages.reply(conversationOf(), text),
    (text) => messages.replyToComment({ ...directMessage, text, commentId: "1", target: { targetType: "instagram" } }),
    (text) => posts.publish({ ...tweet, content: { text, mediaUrls: [], platform: "twitter" } } as typeof tweet),
  ],
  blooio: ({ chats, messages }) => [
    (text) => messages.send({ to: "+15555550101", text }),
    async (text) => (await messages.sendToEach({ channel_type: "twilio", to: ["+1"], text })).data[0] ?? {},
    (text) => messages.sendToGroup({ from: { id: "ch_1", type: "blooio" }, to: ["+1"], text }),
    (text) => chats.send("chat_1", { text }),
    (text) => chats.send("chat_1", { text }, { idempotencyKey: `given-${text}` }),
  ],
};

/** A third of the requests goes well; each fault gets its share of the others. */
function planOf(seed: number): () => Fault {
  const random = randomOf(seed);
  return () => (random() < 1 / 3 ? "none" : (faultNames[Math.floor(random() * faultNames.length)] ?? "none"));
}

interface Verdict {
  sends: number;
  reportedSent: number;
  failedNotSent: number;
  failedMaybeSent: number;
  storedTwice: string[];
  sentButNotStored: string[];
  sentUnderAnotherId: string[];
  storedButCalledNotSent: string[];
  untyped: unknown[];
}

async function campaign(service: FaultyService, sends: readonly Send[], count: number): Promise<Verdict> {
  const verdict: Verdict = {
    sends: 0,
    reportedSent: 0,
    failedNotSent: 0,
    failedMaybeSent: 0,
    storedTwice: [],
    sentButNotStored: [],
    sentUnderAnotherId: [],
    storedButCalledNotSent: [],
    untyped: [],
  };
  const judge = (text: string, outcome: PromiseSettledResult<object>): void => {
    const stored = service.stored.get(text) ?? 0;
    verdict.sends += 1;
    if (stored > 1) verdict.storedTwice.push(text);
    if (outcome.status === "fulfilled") {
      verdict.reportedSent += 1;
      if (stored === 0) verdict.sentButNotStored.push(text);
      const { id, postSubmissionId } = outcome.value as { readonly id?: string; readonly postSubmissionId?: string };
      if ((id ?? postSubmissionId) !== service.idsByText.get(text)) verdict.sentUnderAnotherId.push(text);
      return;
    }
    const error: unknown = outcome.reason;
    if (!(error instanceof ApiError || error instanceof ConnectionError || error instanceof TimeoutError)) {
      verdict.untyped.push(error);
    } else if (error.maybeSent) {
      verdict.failedMaybeSent += 1;
    } else {
      verdict.failedNotSent += 1;
      if (stored > 0) verdict.storedButCalledNotSent.push(`${text}: ${error.message}`);
    }
  };
  for (let start = 0; start < count; start += 250) {
    const texts = Array.from({ length: Math.min(250, count - start) }, (_, index) => `m${start + index}`);
    const outcomes = await inVirtualTime(
      Promise.allSettled(texts.map((text, index) => (sends[index % sends.length] as Send)(text))),
    );
    for (const [index, text] of texts.entries()) judge(text, outcomes[index] as PromiseSettledResult<object>);
  }
  return verdict;
}

const limits = { timeout: 2_000, deadline: 20_000 };
const count = runs(6_000);

describe.each(["blotato", "blooio"] as const)(`${count} sends on %s, with every fault`, (api) => {
  test.each([20_261_120, 7])("store no message twice, and tell of each what became of it (seed %i)", async (seed) => {
    vi.spyOn(Math, "random").mockImplementation(randomOf(seed + 1));
    const service = new FaultyService(planOf(seed), { honoursKeys: api === "blooio" });
    const sends =
      api === "blotato" ? sendsOn.blotato(blotatoOf(service, limits)) : sendsOn.blooio(blooioOf(service, limits));

    const verdict = await campaign(service, sends, count);

    const { reportedSent, failedNotSent, failedMaybeSent, ...faults } = verdict;
    console.log(
      `${api}, seed ${seed}: ${verdict.sends} sends, ${service.requests} requests, ${reportedSent} sent, ` +
        `${failedNotSent} failed and not sent, ${failedMaybeSent} maybe sent; ${service.stored.size} stored, ` +
        `${faults.storedTwice.length} twice, ${faults.sentButNotStored.length} lost; each of ` +
        `${service.faults.size} outcomes at least ${Math.min(...service.faults.values())} times`,
    );
    expect(faults).toEqual({
      sends: count,
      storedTwice: [],
      sentButNotStored: [],
      sentUnderAnotherId: [],
      storedButCalledNotSent: [],
      untyped: [],
    });
    expect(service.faults.size).toBe(faultNames.length);
    expect(Math.min(reportedSent, failedNotSent, failedMaybeSent)).toBeGreaterThan(count / 60);
  });
});

/** The doc of `retryable`: the same call may succeed later, and cannot send a message twice. */
describe("a caller who repeats a call whenever its error is retryable", () => {
  const persistent =
    (send: Send): Send =>
    async (text) => {
      for (;;) {
        try {
          return await send(text);
        } catch (error) {
          if (!(error instanceof ApiError && error.retryable)) throw error;
        }
      }
    };
  const repeat = async (api: "blotato" | "blooio", only: (index: number) => boolean): Promise<Verdict> => {
    vi.spyOn(Math, "random").mockImplementation(randomOf(43));
    const service = new FaultyService(planOf(42), { honoursKeys: api === "blooio" });
    const sends =
      api === "blotato" ? sendsOn.blotato(blotatoOf(service, limits)) : sendsOn.blooio(blooioOf(service, limits));
    return campaign(service, sends.filter((_, index) => only(index)).map(persistent), count / 6);
  };

  test("sends nothing twice on Blotato", async () => {
    expect((await repeat("blotato", () => true)).storedTwice).toEqual([]);
  });

  test("sends nothing twice on Blooio with a key of his own", async () => {
    expect((await repeat("blooio", (index) => index === 4)).storedTwice).toEqual([]);
  });

  test("sends nothing twice on Blooio with generated keys", async () => {
    expect((await repeat("blooio", (index) => index < 4)).storedTwice).toEqual([]);
  });
});
