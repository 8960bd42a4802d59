import { finalMessageStates, finalNumberPurchaseStatuses } from "@switchboard/blooio";
import {
  finalCommentStatuses,
  finalMessageStatuses,
  finalPostStates,
  finalSourceStatuses,
  finalVisualStatuses,
} from "@switchboard/blotato";
import { describe, expect, test } from "vitest";

import type { Blooio } from "../src/blooio/index.ts";
import type { Blotato } from "../src/blotato/index.ts";
import { accepted, blooioOf, blotatoOf, commentOf, messageOf } from "./samples.ts";
import { json, serviceOf, type Responder } from "./scripted-fetch.ts";
import { inVirtualTime, rejection, useVirtualTime } from "./virtual-time.ts";

useVirtualTime();

interface Clients {
  readonly blotato: Blotato;
  readonly blooio: Blooio;
}

interface Wait {
  readonly name: string;
  readonly final: readonly string[];
  /** Those of the final ones that are waited for. */
  readonly wanted: readonly string[];
  run(clients: Clients): Promise<unknown>;
  responder(status: string): Responder;
  /** Responses that come first. */
  readonly before?: readonly Responder[];
}

const ofBlooio = (status: string): Responder => json(200, { data: { id: "msg_1", status, error: null } });
const ofBlotato = (status: string): Responder => json(200, messageOf({ status }));

const waits: readonly Wait[] = [
  {
    name: "blooio.numbers.waitUntilProvisioned",
    final: finalNumberPurchaseStatuses,
    wanted: ["completed"],
    run: ({ blooio }) => blooio.numbers.waitUntilProvisioned({ purchase_id: "pur_1" }),
    responder: (status) => json(200, { data: { purchase_id: "pur_1", status } }),
  },
  {
    name: "blooio.messages.waitUntilDelivered",
    final: finalMessageStates,
    wanted: ["delivered", "read"],
    run: ({ blooio }) => blooio.messages.waitUntilDelivered(accepted),
    responder: ofBlooio,
  },
  {
    name: "blooio.messages.waitUntilDelivered until delivered",
    final: finalMessageStates,
    wanted: ["delivered", "read"],
    run: ({ blooio }) => blooio.messages.waitUntilDelivered(accepted, { until: "delivered" }),
    responder: ofBlooio,
  },
  {
    name: "blotato.messages.waitUntilDelivered",
    final: finalMessageStatuses,
    wanted: ["delivered"],
    run: ({ blotato }) => blotato.messages.waitUntilDelivered(messageOf(), { until: "delivered" }),
    responder: ofBlotato,
  },
  {
    name: "blotato.comments.waitUntilPosted",
    final: finalCommentStatuses,
    wanted: ["posted"],
    run: ({ blotato }) => blotato.comments.waitUntilPosted(commentOf()),
    responder: (status) => json(200, commentOf({ status })),
  },
  {
    name: "blotato.messages.waitUntilDelivered, of a message that only its list knows",
    final: finalMessageStatuses,
    wanted: ["delivered"],
    run: ({ blotato }) => blotato.messages.waitUntilDelivered(messageOf(), { until: "delivered" }),
    responder: (status) => json(200, { items: [messageOf({ status })] }),
    before: [json(404, { message: "Not found" })],
  },
  {
    name: "blotato.visuals.waitUntilDone",
    final: finalVisualStatuses,
    wanted: ["done"],
    run: ({ blotato }) => blotato.visuals.waitUntilDone({ id: "vis_1", status: "queueing" }),
    responder: (status) => json(200, { item: { id: "vis_1", status } }),
  },
  {
    name: "blotato.sources.waitUntilCompleted",
    final: finalSourceStatuses,
    wanted: ["completed"],
    run: ({ blotato }) => blotato.sources.waitUntilCompleted({ id: "src_1" }),
    responder: (status) => json(200, { id: "src_1", status }),
  },
  {
    name: "blotato.posts.waitUntilPublished",
    final: finalPostStates,
    wanted: ["published"],
    run: ({ blotato }) => blotato.posts.waitUntilPublished({ postSubmissionId: "sub_1" }),
    responder: (status) => json(200, { postSubmissionId: "sub_1", status }),
  },
];

test("the specs name the final statuses", () => {
  expect(finalMessageStates).toContain("superseded");
  expect(finalMessageStatuses).toContain("failed");
  expect(finalPostStates).toContain("failed");
});

describe.each(waits)("$name", ({ responder, before = [], final, run, wanted }) => {
  test.each(final)("ends at once with the final status %s, and an error says which it is", async (status) => {
    const service = serviceOf(...before, responder("queued"), responder(status));
    const waiting = run({ blotato: blotatoOf(service), blooio: blooioOf(service) });
    if (wanted.includes(status)) await expect(inVirtualTime(waiting)).resolves.toMatchObject({ status });
    else {
      const error = await inVirtualTime(rejection(waiting));
      expect(error).toMatchObject({ name: "ApiError", kind: "delivery", retryable: false, maybeSent: false });
      expect((error as Error).message).toContain(`its status is ${status}`);
    }
    expect(service.requests).toHaveLength(before.length + 2);
  });

  test("goes on with a status that nobody knows", async () => {
    const service = serviceOf(...before, responder("queued"), responder("brand-new"), responder(wanted[0] ?? ""));
    await inVirtualTime(run({ blotato: blotatoOf(service), blooio: blooioOf(service) }));
    expect(service.requests).toHaveLength(before.length + 3);
  });
});
