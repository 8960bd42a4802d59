import { describe, expect, test } from "vitest";

import type { Blooio } from "../src/blooio/index.ts";
import type { Blotato } from "../src/blotato/index.ts";
import { ApiError, SwitchboardError } from "../src/index.ts";
import { accepted, blooioOf, blotatoOf, commentOf, messageOf } from "./samples.ts";
import { json, reset, serviceOf, silence, text, unreached, type Responder } from "./scripted-fetch.ts";
import { inVirtualTime, rejection, useVirtualTime, virtualDuration } from "./virtual-time.ts";

useVirtualTime();

interface Clients {
  readonly blotato: Blotato;
  readonly blooio: Blooio;
}

interface WaitLimits {
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}

interface Wait {
  readonly name: string;
  wait(clients: Clients, options?: WaitLimits): Promise<unknown>;
  readonly pending: Responder;
  readonly done: Responder;
}

const waits: readonly Wait[] = [
  {
    name: "blotato.messages.waitUntilDelivered",
    wait: ({ blotato }, options) => blotato.messages.waitUntilDelivered(messageOf(), options),
    pending: json(200, messageOf()),
    done: json(200, messageOf({ status: "sent" })),
  },
  {
    name: "blotato.comments.waitUntilPosted",
    wait: ({ blotato }, options) => blotato.comments.waitUntilPosted(commentOf(), options),
    pending: json(200, commentOf()),
    done: json(200, commentOf({ status: "posted" })),
  },
  {
    name: "blotato.visuals.waitUntilDone",
    wait: ({ blotato }, options) => blotato.visuals.waitUntilDone({ id: "vis_1", status: "queueing" }, options),
    pending: json(200, { item: { id: "vis_1", status: "exporting" } }),
    done: json(200, { item: { id: "vis_1", status: "completed" } }),
  },
  {
    name: "blotato.sources.waitUntilCompleted",
    wait: ({ blotato }, options) => blotato.sources.waitUntilCompleted({ id: "src_1" }, options),
    pending: json(200, { id: "src_1", status: "processing" }),
    done: json(200, { id: "src_1", status: "completed" }),
  },
  {
    name: "blotato.posts.waitUntilPublished",
    wait: ({ blotato }, options) => blotato.posts.waitUntilPublished({ postSubmissionId: "sub_1" }, options),
    pending: json(200, { postSubmissionId: "sub_1", status: "in-progress" }),
    done: json(200, { postSubmissionId: "sub_1", status: "published" }),
  },
  {
    name: "blooio.messages.waitUntilDelivered",
    wait: ({ blooio }, options) => blooio.messages.waitUntilDelivered(accepted, options),
    pending: json(200, { data: { id: "msg_1", status: "queued" } }),
    done: json(200, { data: { id: "msg_1", status: "sent" } }),
  },
  {
    name: "blooio.numbers.waitUntilProvisioned",
    wait: ({ blooio }, options) => blooio.numbers.waitUntilProvisioned({ purchase_id: "pur_1" }, options),
    pending: json(200, { data: { purchase_id: "pur_1", status: "provisioning" } }),
    done: json(200, { data: { purchase_id: "pur_1", status: "completed", allocations: [] } }),
  },
];

describe.each(waits)("$name", ({ wait, pending, done }) => {
  const clientsOf = (service: ReturnType<typeof serviceOf>): Clients => {
    const limits = { timeout: 300, retries: 0 };
    return { blotato: blotatoOf(service, limits), blooio: blooioOf(service, limits) };
  };

  test.each([
    ["without a response in time", silence],
    ["cut off", reset],
    ["rejected", unreached],
    ["responded to with a 503", text(503, "")],
    ["responded to with Cloudflare's 522", text(522, "")],
    ["responded to with a 429", json(429, { message: "slow down" })],
    ["responded to with half of a body", text(200, '{"items":[')],
    ["responded to with a page of a proxy", text(200, "<h1>Please wait</h1>")],
    ["responded to with an unknown object", json(200, { ok: true })],
  ])("goes on when a look is %s", async (_, responder) => {
    const service = serviceOf(pending, responder, done);
    await expect(inVirtualTime(wait(clientsOf(service)))).resolves.toBeDefined();
    expect(service.requests).toHaveLength(3);
  });

  test("waits between two looks as long as the service wants", async () => {
    const service = serviceOf(text(503, "", { "retry-after": "20" }), done);
    expect(await virtualDuration(wait(clientsOf(service)))).toBe(20_000);
  });

  test("ends at its time when no look succeeds, and tells why the last one failed", async () => {
    const service = serviceOf(text(503, "", { "retry-after": "30" }));
    const waiting = rejection(wait(clientsOf(service), { timeout: 1_000 }));
    expect(await virtualDuration(waiting)).toBe(1_000);
    expect(await waiting).toMatchObject({ name: "TimeoutError", scope: "wait", cause: { status: 503 } });
  });

  test.each([
    ["a rejection", json(401, { message: "no", error: { code: "x", message: "no" } })],
    ["something that is neither a list nor a status", json(400, [])],
  ])("ends with %s at once", async (_, responder) => {
    const service = serviceOf(pending, responder, done);
    expect(await inVirtualTime(rejection(wait(clientsOf(service))))).toBeInstanceOf(ApiError);
    expect(service.requests).toHaveLength(2);
  });

  test("with no time at all, looks once, and takes what it sees", async () => {
    const late: Responder = async (request) => {
      await new Promise((resolve) => void setTimeout(resolve, 100));
      return done(request);
    };
    await expect(inVirtualTime(wait(clientsOf(serviceOf(late)), { timeout: 0 }))).resolves.toBeDefined();
    const service = serviceOf(pending);
    const error = await inVirtualTime(rejection(wait(clientsOf(service), { timeout: 0 })));
    expect(error).toMatchObject({ name: "TimeoutError", scope: "wait", timeout: 0, attempts: 1 });
    expect(service.requests).toHaveLength(1);
  });

  test("takes no negative time, and no signal that is aborted already", async () => {
    const service = serviceOf(done);
    expect(await rejection(wait(clientsOf(service), { timeout: -1 }))).toBeInstanceOf(SwitchboardError);
    const signal = AbortSignal.abort();
    expect(await rejection(wait(clientsOf(service), { signal }))).toBe(signal.reason);
    expect(service.requests).toEqual([]);
  });
});
