import { describe, expect, it } from "vitest";

import { createInbox } from "../../src/inbox/index.ts";
import { blooioOf } from "../samples.ts";
import { json, serviceOf } from "../scripted-fetch.ts";
import { inVirtualTime, rejection, useVirtualTime } from "../virtual-time.ts";
import { eventOf } from "./moving-services.ts";
import { chatAt, contact, minutesAgo, now, oneChat, route, written } from "./records.ts";

useVirtualTime();

describe("a watch", () => {
  it.each(["", "{}x", '{"blooio":{"floor":"x","seen":[]}}', new Date(Number.NaN)])(
    "rejects %j as the place to go on from",
    async (from) => {
      const inbox = createInbox({ blooio: blooioOf(serviceOf(oneChat)) });
      await expect(inbox.watch({ from }).next()).rejects.toMatchObject({ code: "invalidOption" });
    },
  );

  it("ends with an error that cannot pass", async () => {
    const inbox = createInbox({ blooio: blooioOf(serviceOf(json(401, { error: { code: "unauthorized" } }))) });
    await expect(inbox.watch({ from: new Date() }).next()).rejects.toMatchObject({ kind: "auth" });
  });

  it("ends at once with the reason of its signal, in the middle of a wait", async () => {
    const inbox = createInbox({ blooio: blooioOf(serviceOf(oneChat)) });
    const controller = new AbortController();
    const watch = inbox.watch({ from: new Date(), interval: 3_600_000, signal: controller.signal });
    expect((await inVirtualTime(watch.next())).value).toMatchObject({ message: { id: "m1" } });
    const next = rejection(watch.next());
    const reason = new Error("enough");
    controller.abort(reason);
    expect(await next).toBe(reason);
  });

  it("is woken by an event, and gives the message from its chat once", async () => {
    const data: object[] = [];
    const service = serviceOf(
      route({
        "/chats": () =>
          Response.json({ data: [{ ...chatAt("c1", now), group_id: "grp_1" }], has_more: false, next_cursor: null }),
        "/chats/c1/messages": () => Response.json({ data, has_more: false, next_cursor: null }),
      }),
    );
    const inbox = createInbox({ blooio: blooioOf(service) });
    const watch = inbox.watch({ from: new Date(), interval: 3_600_000 });
    const next = watch.next();
    data.push(written);
    inbox.accept(eventOf({ id: "m1", conversationId: "c1", at: now }));
    const { message } = (await inVirtualTime(next)).value ?? {};
    expect(message).toMatchObject({ id: "m1", person: { address: "+15555550142" } });
    inbox.accept(eventOf({ id: "m1", conversationId: "c1", at: now }));
    data.unshift({ ...written, id: "m9" });
    expect((await inVirtualTime(watch.next())).value).toMatchObject({ message: { id: "m9" } });
    expect(performance.now()).toBeLessThan(3_600_000);
  });
});

describe("a chat that moves to the front while the chats are walked", () => {
  it("is not missed, with what was written in it long before", async () => {
    const messages: Record<string, object[]> = {
      a: [{ ...written, id: "a1", created_at: minutesAgo(1) }],
      c: [{ ...written, id: "c1", created_at: minutesAgo(30) }],
    };
    const page = (data: object[], next: string | null): Response =>
      Response.json({ data, has_more: next !== null, next_cursor: next });
    const service = serviceOf((request) => {
      const [, id = ""] = /\/chats\/(\w+)\/messages$/.exec(request.url.pathname) ?? [];
      if (id !== "") return page(messages[id] ?? [], null);
      if (request.url.pathname.includes("/contacts/")) return Response.json({ data: contact });
      // After the first page somebody writes into the chat of the second, which then has nothing left.
      if (request.url.searchParams.has("cursor")) return page([], null);
      if (messages["c"]?.length === 2) return page([chatAt("c", now), chatAt("a", minutesAgo(1))], null);
      messages["c"]?.unshift({ ...written, id: "c2", created_at: now });
      return page([chatAt("a", minutesAgo(1))], "second");
    });
    const inbox = createInbox({ blooio: blooioOf(service) });
    const watch = inbox.watch({ from: new Date(minutesAgo(60)) });
    const given: unknown[] = [];
    for (let count = 0; count < 3; count += 1) given.push((await inVirtualTime(watch.next())).value?.message.id);
    expect(given).toEqual(["c1", "a1", "c2"]);
  });
});
