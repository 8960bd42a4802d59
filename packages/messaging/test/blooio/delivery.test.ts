import { describe, expect, test } from "vitest";

import { SwitchboardError } from "../../src/index.ts";
import { accepted, blooioOf } from "../samples.ts";
import { json, serviceOf, silence } from "../scripted-fetch.ts";
import { inVirtualTime, rejection, useVirtualTime, virtualDuration } from "../virtual-time.ts";

useVirtualTime();

describe("blooio.messages.waitUntilDelivered", () => {
  const status = (value: string, further: object = {}) =>
    json(200, { data: { id: "msg_1", status: value, ...further } });

  test.each([
    ["sent", undefined],
    ["read", undefined],
    ["delivered", "delivered"],
    ["read", "delivered"],
  ] as const)("looks until %s (until: %s)", async (end, until) => {
    const service = serviceOf(status("queued"), ...(until === "delivered" ? [status("sent")] : []), status(end));
    const options = until === undefined ? {} : { until };
    await expect(
      inVirtualTime(blooioOf(service).messages.waitUntilDelivered(accepted, options)),
    ).resolves.toMatchObject({ status: end });
    expect(service.requests.every(({ url }) => url.pathname === "/v4/chats/chat_1/messages/msg_1/status")).toBe(true);
  });

  test("throws the vendor's code when it failed", async () => {
    const service = serviceOf(
      status("queued"),
      status("failed", { error: { code: "blocked", message: "Blocked by the carrier" } }),
    );
    const error = await inVirtualTime(rejection(blooioOf(service).messages.waitUntilDelivered(accepted)));
    expect(error).toMatchObject({ name: "ApiError", kind: "delivery", code: "blocked" });
    expect((error as Error).message).toContain("Blocked by the carrier");
  });

  test("ends with a TimeoutError of the scope wait, at its time", async () => {
    const call = rejection(
      blooioOf(serviceOf(status("queued"))).messages.waitUntilDelivered(accepted, { timeout: 7_000 }),
    );
    expect(await virtualDuration(call)).toBe(7_000);
    expect(await call).toMatchObject({ name: "TimeoutError", scope: "wait", timeout: 7_000 });
  });

  test("ends at its time too when the service does not respond", async () => {
    const call = rejection(blooioOf(serviceOf(silence)).messages.waitUntilDelivered(accepted, { timeout: 2_000 }));
    expect(await virtualDuration(call)).toBe(2_000);
    expect(await call).toMatchObject({ name: "TimeoutError", scope: "wait" });
  });

  test("rejects a message that cannot be followed", async () => {
    const service = serviceOf(status("sent"));
    for (const message of [{ id: "msg_1" }, { chat_id: "chat_1" }]) {
      expect(await rejection(blooioOf(service).messages.waitUntilDelivered(message))).toBeInstanceOf(SwitchboardError);
    }
    expect(service.requests).toEqual([]);
  });
});
