import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { style } from "../../src/blooio/collection-style.ts";
import { unprocessable, notFound } from "../../src/blooio/errors.ts";
import { initialData } from "../../src/blooio/made-up/initial-data.ts";
import { createBlooioService } from "../../src/blooio/service.ts";
import { createState, type State } from "../../src/blooio/state.ts";
import { createApi, type Api } from "../../src/http/api.ts";
import { createClock } from "../../src/model/clock.ts";
import { createCollections } from "../../src/model/collection.ts";
import { handlersOver } from "../../src/model/handlers.ts";
import { temporarySpec } from "../prism/spec/temporary-spec.ts";
import { prioritiesSpec } from "./priorities-spec.ts";

/** All that a new collection of five operations needs: this row, and what its fields mean. */
const priorities = createCollections(style)({
  name: "priority",
  operations: {
    create: "createPriority",
    list: "listPriorities",
    get: "getPriority",
    update: "updatePriority",
    delete: "deletePriority",
  },
  defaults: (records) => ({ name: null, is_default: records.size === 0 }),
  fields: (body, state) => ({
    ...body,
    ...(Array.isArray(body["channels"]) && { channels: channelsOf(body["channels"], state) }),
  }),
});

type Choice = string | { readonly channel_id: string; readonly priority?: number };

function channelsOf(choices: readonly Choice[], state: State): readonly object[] {
  return choices.map((choice, index) => {
    const { channel_id: id, priority = index + 1 } = typeof choice === "string" ? { channel_id: choice } : choice;
    const channel = state.channels.get(id);
    if (channel === undefined) throw notFound(`There is no channel ${JSON.stringify(id)}.`);
    if (channel.status !== "active")
      throw unprocessable("channel_not_active", `channels.${index} is ${channel.status}`);
    return { channel_id: id, type: channel.type, address: channel.address, priority };
  });
}

const clock = createClock(Date.UTC(2026, 5, 1, 12));
clock.hold();
const options = { clock, seed: 1 };
const initial = initialData(options);
const [first, second] = initial.channels.filter(({ status }) => status === "active").map(({ id }) => id);

let api: Api;

beforeEach(async () => {
  api = await createApi({
    ...createBlooioService(options),
    specFile: await temporarySpec(JSON.stringify(prioritiesSpec)),
    createTenant: () => ({
      handlers: handlersOver(createState(initial, options), priorities),
      receive: () => undefined,
      count: () => ({}),
    }),
  });
});

afterEach(() => expect(api.violations).toEqual([]));

// oxlint-disable-next-line typescript/no-explicit-any -- bodies are read as a careless client reads them
type Response = { readonly status: number; readonly body: any };

const call = (request: string, body?: object, key = "k"): Promise<Response> => {
  const [method = "", path = ""] = request.split(" ");
  const headers = { authorization: `Bearer ${key}`, ...(body !== undefined && { "content-type": "application/json" }) };
  const bytes = new TextEncoder().encode(body === undefined ? "" : JSON.stringify(body));
  return api.handle({ method, target: `/v4${path}`, headers, body: bytes });
};

describe("priorities, a row of a collection", () => {
  it("are created with ids, times and defaults, listed, read, updated and deleted", async () => {
    const created = await call("POST /priorities", { channels: [first, { channel_id: second, priority: 7 }] });
    expect(created).toMatchObject({
      status: 201,
      body: { data: { name: null, is_default: true, created_at: clock.now(), updated_at: clock.now() } },
    });
    const { id, channels } = created.body.data;
    expect(channels).toMatchObject([
      { channel_id: first, priority: 1 },
      { channel_id: second, priority: 7 },
    ]);
    clock.advance("1m");
    const other = await call("POST /priorities", { channels: [second], name: "Nights" });
    expect(other.body.data).toMatchObject({ name: "Nights", is_default: false });
    expect((await call("GET /priorities")).body).toEqual({
      data: [other.body.data, created.body.data],
      has_more: false,
      next_cursor: null,
    });
    clock.advance("1m");
    const updated = await call(`PATCH /priorities/${id}`, { name: "Days" });
    expect(updated.body.data).toEqual({ ...created.body.data, name: "Days", updated_at: clock.now() });
    expect((await call(`GET /priorities/${id}`)).body).toEqual(updated.body);
    expect(await call(`DELETE /priorities/${id}`)).toMatchObject({
      status: 200,
      body: { data: { id, deleted: true } },
    });
    expect(await call(`GET /priorities/${id}`)).toMatchObject({
      status: 404,
      body: { error: { code: "not_found", message: `There is no priority "${id}".` } },
    });
    expect((await call("GET /priorities")).body.data).toEqual([other.body.data]);
  });

  it("are walked by cursor, also when the last one of a page is deleted", async () => {
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      clock.advance(1);
      ids.unshift((await call("POST /priorities", { channels: [first] })).body.data.id);
    }
    const page = await call("GET /priorities?limit=2");
    expect(page.body.data.map((item: { id: string }) => item.id)).toEqual(ids.slice(0, 2));
    await call(`DELETE /priorities/${ids[1]}`);
    const rest = await call(`GET /priorities?limit=9&cursor=${page.body.next_cursor}`);
    expect(rest.body.data.map((item: { id: string }) => item.id)).toEqual(ids.slice(2));
    expect(await call("GET /priorities?cursor=abc")).toMatchObject({
      status: 400,
      body: { error: { code: "bad_request" } },
    });
  });

  it.each<[string, object, number, string]>([
    ["an unknown channel", { channels: ["ch_nowhere"] }, 404, "not_found"],
    ["a field that the spec does not have", { channels: ["x"], nme: "Days" }, 422, "unknown_fields"],
    ["a body that the spec does not allow", { channels: [] }, 422, "validation_failed"],
  ])("are rejected with %s", async (_, body, status, code) => {
    expect(await call("POST /priorities", body)).toMatchObject({ status, body: { error: { code } } });
    expect((await call("GET /priorities")).body.data).toEqual([]);
  });

  it.each(["PATCH", "DELETE"])("are 404 when %s names none", async (method) => {
    const body = method === "PATCH" ? { name: "Days" } : undefined;
    expect(await call(`${method} /priorities/priority_x`, body)).toMatchObject({ status: 404 });
  });

  it("belong to one tenant each", async () => {
    await call("POST /priorities", { channels: [first] });
    expect((await call("GET /priorities", undefined, "other")).body.data).toEqual([]);
    expect((await call("POST /priorities", { channels: [first] }, "other")).body.data.is_default).toBe(true);
  });
});
