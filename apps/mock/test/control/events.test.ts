import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { changeEvents } from "../../src/control/admin/change-events.ts";
import { startControlledMock } from "../../src/control/controlled-mock.ts";
import type { Control } from "../../src/control/control.ts";
import type { Mock } from "../../src/index.ts";
import { readEvents, type ChangeEvent } from "./event-reader.ts";

let mock: Mock;
let control: Control;
let origin: string;
beforeEach(async () => {
  ({ mock, control } = await startControlledMock({}));
  ({ origin } = new URL(mock.blotato.url));
});
afterEach(() => mock.close());

const headers = { authorization: "Bearer k", "content-type": "application/json" };

async function list(key = "k"): Promise<void> {
  const response = await fetch(`${mock.blooio.url}/chats?limit=1`, { headers: { authorization: `Bearer ${key}` } });
  expect(response.status).toBe(200);
  await response.text();
}

async function send(text = "Hello"): Promise<{ readonly chat_id: string; readonly id: string }> {
  const body = JSON.stringify({ to: "+15555550142", text });
  const response = await fetch(`${mock.blooio.url}/messages`, { method: "POST", headers, body });
  expect(response.status).toBe(201);
  return (await response.json()) as { chat_id: string; id: string };
}

async function next(events: AsyncGenerator<ChangeEvent>): Promise<ChangeEvent> {
  const { done, value } = await events.next();
  if (done === true) throw new Error("The events have ended");
  return value;
}

/** Follows events until one is as it should be. */
async function until(events: AsyncGenerator<ChangeEvent>, isIt: (event: ChangeEvent) => boolean): Promise<ChangeEvent> {
  for (;;) {
    const event = await next(events);
    if (isIt(event)) return event;
  }
}

const look = async (path: string): Promise<unknown> => {
  const response = await fetch(`${origin}/__mock${path}`);
  expect(response.status).toBe(200);
  return response.json();
};

const every = ["clock", "deliveries", "faults", "journal", "scenario"];

describe("/__mock/events", () => {
  test("begins with everything, and goes on with each request and whose data it may have changed", async () => {
    await list("other");
    const events = readEvents(origin);
    const first = await next(events);
    expect(first).toMatchObject({ changed: every, tenants: "all", requests: [] });
    expect(await look("/state")).toMatchObject({ instance: first.instance, revision: first.revision });
    await list();
    expect(await next(events)).toMatchObject({
      instance: first.instance,
      changed: [],
      tenants: [],
      requests: [{ id: 2, operationId: "listChats", tenant: 2, response: { status: 200 } }],
    });
    await send();
    const sent = await next(events);
    expect(sent).toMatchObject({ changed: [], tenants: [2], requests: [{ id: 3, body: { text: "Hello" } }] });
    expect(sent.revision).toBeGreaterThan(first.revision);
    await events.return(undefined);
  });

  test.each([
    ["a fault, and its hit", ["faults"], async () => void control.fail("listChats", { latency: 1 })],
    ["the clock", ["clock"], async () => control.clock.advance("1h")],
    ["the clock of one tenant", ["clock"], async () => control.clock.of("k").hold()],
    ["an arrival", [], async () => void control.receive("blotato", inbound(), "k")],
    ["the end of entries of the journal", ["journal"], async () => control.clearRequests()],
    ["a reset", ["clock", "deliveries", "faults", "journal"], async () => control.reset()],
    ["another scenario", every, async () => control.useScenario("busy-inbox")],
  ])("tells of %s", async (_, changed, act) => {
    await list();
    const events = readEvents(origin);
    const { revision } = await next(events);
    await act();
    const event = await next(events);
    expect(event.revision).toBeGreaterThan(revision);
    expect(event.changed.toSorted()).toEqual(changed);
    if (changed[0] === "faults") {
      expect(event.tenants).toEqual([]);
      await list();
      expect((await next(events)).changed).toEqual(["faults"]);
    }
    await events.return(undefined);
  });

  const inbound = (): object => ({ accountId: "40114", senderId: "1", text: "Hi" });

  test("tells of each attempt to deliver", async () => {
    const receiver = createServer((_, response) => response.end());
    await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
    await fetch(`${mock.blooio.url}/webhooks`, { method: "POST", headers, body: JSON.stringify({ url }) });
    const events = readEvents(origin);
    await next(events);
    mock.webhooks.sample("message.received");
    await mock.webhooks.settle();
    expect((await until(events, ({ changed }) => changed.includes("deliveries"))).tenants).toEqual([1]);
    await events.return(undefined);
    receiver.close();
  });

  test("tells what changes by the time alone of what was looked at, and nothing of reads there", async () => {
    control.clock.of("k").hold();
    const { chat_id: chatId } = await send();
    const statusNow = async (): Promise<string | undefined> =>
      ((await look(`/tenants/1/blooio/v4/chats/${chatId}/messages?limit=1`)) as { data: { status: string }[] }).data[0]
        ?.status;
    expect(await statusNow()).toBe("queued");
    const events = readEvents(origin);
    await next(events);
    control.clock.of("k").resume();
    const seen = new Set<string | undefined>();
    while (!seen.has("delivered")) {
      expect(await next(events)).toMatchObject({ tenants: [1], requests: [] });
      seen.add(await statusNow());
    }
    const { revision } = control.changes;
    for (let times = 0; times < 5; times += 1) await statusNow();
    expect(control.changes.revision).toBe(revision);
    await events.return(undefined);
  });

  test.each(["header", "query"])("goes on after the last event that was seen, named in the %s", async (place) => {
    const first = readEvents(origin);
    const { id } = await next(first);
    await first.return(undefined);
    await send("One");
    await send("Two");
    control.fail("listChats", { status: 500 });
    const again = readEvents(origin, place === "header" ? { since: id } : { query: `?since=${id}` });
    expect(await next(again)).toMatchObject({
      changed: ["faults"],
      tenants: [1],
      requests: [{ body: { text: "One" } }, { body: { text: "Two" } }],
    });
    await again.return(undefined);
  });

  test("begins anew for one who comes from another mock, or from a time that is not yet", async () => {
    await list();
    const { instance, revision } = control.changes;
    for (const since of ["0f0f0f0f.1.1", `${instance}.${revision + 1}.1`, "nonsense"]) {
      const events = readEvents(origin, { since });
      expect(await next(events)).toMatchObject({ instance, changed: every, tenants: "all", requests: [] });
      await events.return(undefined);
    }
    await using other = await startControlledMock({}).then(({ mock: started }) => started);
    const of = readEvents(new URL(other.blooio.url).origin);
    expect((await next(of)).instance).not.toBe(instance);
    await of.return(undefined);
  });

  test("tells a slow listener to read the journal again, in one event, and keeps nothing for it", async () => {
    const { signal } = new AbortController();
    const events = changeEvents(control, undefined, signal);
    await events.next();
    await events.next();
    for (let times = 0; times < 250; times += 1) await list();
    control.fail("listChats", { latency: 1 });
    const { value } = await events.next();
    const [, data = ""] = /^data: (.*)$/m.exec(value as string) ?? [];
    const event = JSON.parse(data) as ChangeEvent;
    expect([...event.changed].toSorted()).toEqual(["faults", "journal"]);
    expect(event.requests).toEqual([]);
    expect(event.revision).toBe(control.changes.revision);
    await list();
    const { value: later } = await events.next();
    expect(later).toContain('"id":251');
    await events.return(undefined);
  });

  test("gives a large entry without its bodies, which the journal has", async () => {
    const events = readEvents(origin);
    await next(events);
    await send("Hello ".repeat(4_000)).catch(() => undefined);
    const { requests } = await next(events);
    expect(requests).toMatchObject([{ isShort: true, operationId: "sendMessage" }]);
    expect(requests[0]).not.toHaveProperty("body");
    expect(await look(`/requests/${requests[0]?.id}`)).toMatchObject({ body: { to: "+15555550142" } });
    const gone = await fetch(`${origin}/__mock/requests/99`);
    expect([gone.status, await gone.json()]).toEqual([404, { message: "The journal has no request 99" }]);
    await events.return(undefined);
  });

  test("ends with the mock, and nothing is left of a listener that is gone", async () => {
    const events = readEvents(origin);
    await next(events);
    const gone = new AbortController();
    const other = changeEvents(control, undefined, gone.signal);
    await other.next();
    await other.next();
    gone.abort();
    expect(await other.next()).toEqual({ done: true, value: undefined });
    const waiting = changeEvents(control, undefined, new AbortController().signal);
    await waiting.next();
    await waiting.next();
    const last = waiting.next();
    await mock.close();
    expect((await last).done).toBe(true);
    await expect(
      events.next().then(
        ({ done }) => done === true || "goes on",
        () => true,
      ),
    ).resolves.toBe(true);
  });

  test("is open to whom the rest is open, and to pages of this machine", async () => {
    const gone = new AbortController();
    const response = await fetch(`${origin}/__mock/events`, {
      headers: { origin: "http://localhost:4012" },
      signal: gone.signal,
    });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/event-stream");
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    gone.abort();
    const foreign = await fetch(`${origin}/__mock/events`, { headers: { origin: "http://elsewhere.example" } });
    expect(foreign.status).toBe(403);
  });
});
