import { describe, expect, test } from "vitest";

import { SwitchboardError } from "../../src/index.ts";
import { accepted, blooioOf } from "../samples.ts";
import { json, serviceOf } from "../scripted-fetch.ts";
import { rejection, useVirtualTime } from "../virtual-time.ts";

useVirtualTime();

const imessage = { id: "ch_1", type: "blooio" };
const sms = { id: "ch_2", type: "twilio" };

describe("a message to several", () => {
  const results = [
    { to: "+1", id: "msg_1", status: "queued" },
    { to: "+2", status: "failed", error: { code: "no_route", message: "No channel reaches it" } },
  ];
  const each = { from: sms, to: ["+1", "+2"], text: "a" };
  const group = { from: imessage, to: ["+1", "+2"], text: "a" };

  test("goes from the channel that is named, by its id", async () => {
    const service = serviceOf(json(207, { fan_out: true, data: results }), json(201, accepted));
    const { messages } = blooioOf(service);
    await messages.sendToEach({ ...each, from: { ...sms, alias: "desk" } as typeof sms });
    await messages.sendToGroup(group);
    expect(service.requests.map(({ text: body }) => JSON.parse(body) as unknown)).toEqual([
      { from: "ch_2", to: ["+1", "+2"], text: "a" },
      { from: "ch_1", to: ["+1", "+2"], text: "a" },
    ]);
  });

  test("gives each recipient's result of a mixed fan-out, and loses nothing", async () => {
    const mixed = { fan_out: true, sent: 1, failed: 1, data: results };
    await expect(blooioOf(serviceOf(json(207, mixed))).messages.sendToEach(each)).resolves.toEqual(mixed);
  });

  test("gives the message to a group that was started", async () => {
    const started = { ...accepted, group_id: "grp_1" };
    await expect(blooioOf(serviceOf(json(201, started))).messages.sendToGroup(group)).resolves.toEqual(started);
  });

  test("to one alone gives a result for that one", async () => {
    const sent = await blooioOf(serviceOf(json(201, accepted))).messages.sendToEach({ ...each, to: ["+1"] });
    expect(sent).toEqual({ fan_out: true, sent: 1, failed: 0, data: [{ ...accepted, to: "+1" }] });
  });

  const service = () => serviceOf(json(201, accepted));

  test.each(["blooio", "whatsapp"])(
    "to each is rejected before any request from a %s channel, which would form a group",
    async (type) => {
      const target = service();
      const error = await rejection(blooioOf(target).messages.sendToEach({ ...each, from: { id: "ch_1", type } }));
      expect(error).toMatchObject({ name: "SwitchboardError", code: "unsupported", attempts: 0, maybeSent: false });
      expect((error as Error).message).toContain("sendToGroup");
      expect(target.requests).toEqual([]);
    },
  );

  test.each(["twilio", "whatsapp_business", "rcs_business"])(
    "to a group is rejected before any request from a %s channel, which would write to each",
    async (type) => {
      const target = service();
      const error = await rejection(blooioOf(target).messages.sendToGroup({ ...group, from: { id: "ch_1", type } }));
      expect(error).toMatchObject({ name: "SwitchboardError", code: "unsupported", attempts: 0, maybeSent: false });
      expect((error as Error).message).toContain("sendToEach");
      expect(target.requests).toEqual([]);
    },
  );

  test.each<[string, object]>([
    ["of an unknown type", { from: { id: "ch_1", type: "telegram" } }],
    ["of no type", { from: { id: "ch_1" } }],
    ["that is only an address", { from: "+15555550107" }],
    ["that Blooio chooses", { from: undefined }],
    ["that Blooio chooses among channels with groups", { from: undefined, channel_type: "blooio" }],
    ["that changes on the way", { from: undefined, hybrid: true, channel_type: "twilio" }],
  ])("is rejected before any request from a sender %s, of which nobody knows what it does", async (_, sender) => {
    const target = service();
    const { messages } = blooioOf(target);
    for (const call of [messages.sendToEach({ ...each, ...sender }), messages.sendToGroup({ ...group, ...sender })]) {
      expect(await rejection(call)).toMatchObject({ name: "SwitchboardError", code: "unsupported" });
    }
    expect(target.requests).toEqual([]);
  });

  test("to each may go from whichever channel of a type without groups", async () => {
    const target = serviceOf(json(207, { fan_out: true, data: results }));
    await blooioOf(target).messages.sendToEach({ channel_type: "twilio", to: ["+1", "+2"], text: "a" });
    expect(JSON.parse(target.requests[0]?.text ?? "")).toEqual({ channel_type: "twilio", to: ["+1", "+2"], text: "a" });
  });

  test("to each, of which the service made one message, is an error: the recipients may see one another", async () => {
    const error = await rejection(blooioOf(service()).messages.sendToEach(each));
    expect(error).toMatchObject({ name: "ApiError", maybeSent: true });
    expect((error as Error).message).toContain("one message to all recipients");
  });

  test("to a group, of which the service made several messages, is an error", async () => {
    const fanOut = json(207, { fan_out: true, data: results });
    expect(await rejection(blooioOf(serviceOf(fanOut)).messages.sendToGroup(group))).toMatchObject({
      name: "ApiError",
      maybeSent: true,
    });
  });

  test("is an error that holds every result when nobody was reached", async () => {
    const nobody = { fan_out: true, sent: 0, failed: 2, data: [{ ...results[1], to: "+1" }, results[1]] };
    const error = await rejection(blooioOf(serviceOf(json(422, nobody))).messages.sendToEach(each));
    expect(error).toMatchObject({ status: 422, code: "no_route", maybeSent: false, body: nobody });
    expect((error as Error).message).toMatch(/\+1: No channel reaches it; \+2: No channel reaches it/);
  });

  test("without the results of its recipients is one that may have been sent", async () => {
    const error = await rejection(blooioOf(serviceOf(json(207, { fan_out: true, sent: 2 }))).messages.sendToEach(each));
    expect(error).toMatchObject({ name: "ApiError", status: 207, maybeSent: true });
  });

  test("to nobody is rejected before any request, a dry run too", async () => {
    const target = service();
    const { messages } = blooioOf(target);
    for (const call of [
      messages.dryRun({ to: [], text: "a" }),
      messages.sendToEach({ ...each, to: "+1" as never }),
      messages.sendToEach({ ...each, to: [] }),
      messages.sendToGroup({ ...group, to: [] }),
    ]) {
      expect(await rejection(call)).toBeInstanceOf(SwitchboardError);
    }
    expect(target.requests).toEqual([]);
  });
});
