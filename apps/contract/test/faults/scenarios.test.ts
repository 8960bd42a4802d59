import { ApiError } from "@switchboard/messaging";
import { createBlooio } from "@switchboard/messaging/blooio";
import { createBlotato } from "@switchboard/messaging/blotato";
import { startMock, type MockOptions } from "@switchboard/mock";
import { describe, expect, test } from "vitest";

import { present } from "../tenants.ts";

async function withScenario(
  scenario: string,
  use: (clients: {
    readonly mock: Awaited<ReturnType<typeof startMock>>;
    readonly blotato: ReturnType<typeof createBlotato>;
    readonly blooio: ReturnType<typeof createBlooio>;
  }) => Promise<void>,
  options: MockOptions = {},
): Promise<void> {
  await using mock = await startMock({ ...options, scenario });
  await use({
    mock,
    blotato: createBlotato({ apiKey: "scenario-key", baseUrl: mock.blotato.url, retries: 0 }),
    blooio: createBlooio({ apiKey: "scenario-key", baseUrl: mock.blooio.url, retries: 0 }),
  });
}

describe("the scenario", () => {
  test("busy-inbox has thousands of conversations and chats", () =>
    withScenario("busy-inbox", async ({ blotato, blooio }) => {
      const conversations = await blotato.conversations.list({ limit: 250 }).toArray({ limit: 10_000 });
      const chats = await blooio.chats.list({ limit: 200 }).toArray({ limit: 10_000 });
      expect([conversations.length, chats.length]).toEqual([2_000, 2_000]);
    }));

  test("expired-window lets a direct message outside the window fail", () =>
    withScenario("expired-window", async ({ blotato, mock }) => {
      mock.clock.hold();
      const conversation = present(
        (await blotato.conversations.list({ platform: "instagram" }).toArray({ limit: 50 })).find(
          ({ participants }) => participants.length === 1 && participants[0]?.id !== null,
        ),
      );
      const message = await blotato.messages.reply(conversation, "Sorry for the wait.");
      mock.clock.advance("1m");
      await expect(blotato.messages.waitUntilDelivered(message)).rejects.toMatchObject({ kind: "delivery" });
      mock.blotato.receive({ conversationId: conversation.id, text: "Are you there?" });
      const reply = await blotato.messages.reply(conversation, "Yes, here we are.");
      mock.clock.advance("1m");
      await expect(blotato.messages.waitUntilDelivered(reply)).resolves.toMatchObject({ status: "delivered" });
    }));

  test("flaky-network lets some requests fail in each of its ways, and reading with retries succeeds", () =>
    withScenario("flaky-network", async ({ blotato, mock }) => {
      const calls = Array.from({ length: 150 }, () => blotato.conversations.list({ limit: 1 }).first());
      const outcomes = await Promise.allSettled(calls);
      const failed = outcomes.filter(({ status }) => status === "rejected").length;
      expect(failed).toBeGreaterThan(0);
      expect(failed).toBeLessThan(75);
      const patient = createBlotato({ apiKey: "scenario-key", baseUrl: mock.blotato.url, retries: 5 });
      await expect(patient.conversations.list({ limit: 250 }).toArray({ limit: 1_000 })).resolves.not.toHaveLength(0);
    }));

  test("rate-limited-key rejects three sends, then lets them through, and limits requests by the minute", () =>
    withScenario("rate-limited-key", async ({ blotato, mock }) => {
      mock.clock.hold();
      const send = (): Promise<unknown> =>
        blotato.messages.send({
          accountId: "40114",
          recipientId: "1500000000000000301",
          text: "Hello",
          target: { targetType: "twitter" },
        });
      for (let rejected = 0; rejected < 3; rejected += 1) {
        await expect(send()).rejects.toMatchObject({ kind: "rateLimit", retryAfter: 1_000, maybeSent: false });
      }
      await expect(send()).resolves.toMatchObject({ status: "queued" });
      const sending = async (): Promise<void> => {
        for (let count = 0; count < 200; count += 1) await send();
      };
      await expect(sending()).rejects.toBeInstanceOf(ApiError);
      mock.clock.advance("61s");
      await expect(send()).resolves.toMatchObject({ status: "queued" });
    }));
});
