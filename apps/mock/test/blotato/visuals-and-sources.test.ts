import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { mockBlotato, type MockedBlotato } from "./mocked-blotato.ts";

let blotato: MockedBlotato;
beforeEach(async () => {
  blotato = await mockBlotato();
});
afterEach(() => expect(blotato.api.violations).toEqual([]));

interface Visual {
  readonly item: {
    readonly id: string;
    readonly status: string;
    readonly mediaUrl: string | null;
    readonly imageUrls: readonly string[] | null;
  };
}

const [video, card] = ["5903fe43-514d-40ee-a060-0d6628c5f8fd", "77f65d2b-48cc-4adb-bfbb-5bc86f8c01bd"];
const inputs = { quote: "Good bread takes its time.", background: "https://cdn.example.com/images/oven.jpg" };
const make = async (body: object): Promise<{ readonly status: number; readonly body: Visual }> =>
  blotato.call<Visual>("a", "POST /v2/videos/from-templates", body);
const lookAt = async (id: string): Promise<Visual["item"]> =>
  (await blotato.call<Visual>("a", `GET /v2/videos/creations/${id}`)).body.item;

describe("the list of templates gives", () => {
  const list = async (query = ""): Promise<readonly Readonly<Record<string, unknown>>[]> =>
    (await blotato.call<{ items: Record<string, unknown>[] }>("a", `GET /v2/videos/templates${query}`)).body.items;

  test("the usual fields, or those that are wanted, and always the id", async () => {
    expect(Object.keys((await list())[0] ?? {})).toEqual(["id", "title", "description"]);
    expect(Object.keys((await list("?fields=inputs"))[0] ?? {})).toEqual(["id", "inputs"]);
    expect(Object.keys((await list("?fields=title,%20inputs,makes"))[0] ?? {})).toEqual(["id", "title", "inputs"]);
  });

  test("those whose title or description matches, or the one with an id, whatever is looked for", async () => {
    expect((await list("?search=quot")).map(({ id }) => id)).toEqual([card]);
    expect((await list("?search=%5E(narrated|carousel)")).length).toBe(2);
    expect(await list("?search=%5B")).toEqual([]);
    expect((await list(`?search=nothing&id=${video}`)).map(({ id }) => id)).toEqual([video]);
    expect(await list("?id=1")).toEqual([]);
  });
});

describe("what is made from a template", () => {
  test("goes through its statuses with the clock, and has an address at the end", async () => {
    const { body, status } = await make({ templateId: video, inputs: {}, prompt: "How sourdough is made." });
    expect([status, body]).toEqual([201, { item: { id: expect.any(String), status: "queueing" } }]);
    const seen = new Set<string>();
    for (let step = 0; step < 20; step += 1) {
      const { mediaUrl, status: now } = await lookAt(body.item.id);
      seen.add(now);
      expect(mediaUrl !== null).toBe(now === "done");
      blotato.clock.advance(100);
    }
    expect([...seen]).toEqual([
      "queueing",
      "generating-script",
      "script-ready",
      "generating-media",
      "media-ready",
      "exporting",
      "done",
    ]);
    expect((await lookAt(body.item.id)).imageUrls).toBeNull();
  });

  test("is images where the template makes images", async () => {
    const { body } = await make({ templateId: card, inputs });
    blotato.clock.advance("1m");
    expect(await lookAt(body.item.id)).toMatchObject({
      status: "done",
      mediaUrl: null,
      imageUrls: [expect.stringMatching(/\.png$/)],
    });
  });

  test("fails where a picture cannot be fetched, and stops early where it is not to be rendered", async () => {
    const broken = await make({ templateId: card, inputs: { ...inputs, background: "https://cdn.invalid/a.jpg" } });
    const draft = await make({ templateId: card, inputs, render: false });
    blotato.clock.advance("1m");
    expect((await lookAt(broken.body.item.id)).status).toBe("creation-from-template-failed");
    expect((await lookAt(draft.body.item.id)).status).toBe("media-ready");
  });

  test("costs credits where it is rendered, which never fall below none", async () => {
    const left = async (): Promise<number> =>
      (await blotato.call<{ creditsRemaining: number }>("a", "GET /v2/credits")).body.creditsRemaining;
    const before = await left();
    await make({ templateId: card, inputs, render: false });
    expect(await left()).toBe(before);
    await make({ templateId: card, inputs });
    expect(await left()).toBeLessThan(before);
    for (let made = 0; made < 50; made += 1) await make({ templateId: card, inputs });
    expect(await left()).toBe(0);
  });

  test("can be deleted, once", async () => {
    const { body } = await make({ templateId: card, inputs });
    const remove = `DELETE /v2/videos/${body.item.id}`;
    expect((await blotato.call("b", remove)).status).toBe(404);
    expect(await blotato.call("a", remove)).toEqual({ status: 204, body: undefined });
    expect((await blotato.call("a", remove)).status).toBe(404);
    expect((await blotato.call("a", `GET /v2/videos/creations/${body.item.id}`)).status).toBe(404);
  });

  test("needs a template that is there, and its inputs or a prompt", async () => {
    expect(await make({ templateId: "1", inputs: {} })).toMatchObject({
      status: 404,
      body: { message: 'templateId: there is no template "1"' },
    });
    expect(await make({ templateId: card, inputs: { quote: "a" } })).toMatchObject({
      status: 422,
      body: { message: "inputs.background: is missing, and there is no prompt" },
    });
  });
});

describe("a source", () => {
  const read = async (source: object): Promise<readonly (string | object)[]> => {
    const started = await blotato.call<{ id: string }>("a", "POST /v2/source-resolutions-v3", { source });
    expect([started.status, Object.keys(started.body)]).toEqual([201, ["id"]]);
    const seen: (string | object)[] = [];
    for (const wait of [0, 200, 600]) {
      blotato.clock.advance(wait);
      const { body } = await blotato.call<{ status: string }>("a", `GET /v2/source-resolutions-v3/${started.body.id}`);
      seen.push(Object.keys(body).length === 2 ? body.status : body);
    }
    return seen;
  };

  test.each<[source: object, end: object]>([
    [
      { sourceType: "article", url: "https://blog.example.com/why-rye" },
      { status: "completed", title: "why-rye", content: expect.any(String), referenceUrl: expect.any(String) },
    ],
    [
      { sourceType: "text", text: "Rye needs water." },
      { status: "completed", content: "Rye needs water." },
    ],
    [
      { sourceType: "perplexity-query", text: "Why rye?" },
      { status: "completed", title: "Why rye?", content: expect.any(String) },
    ],
    [
      { sourceType: "pdf", url: "https://files.invalid/a.pdf" },
      { status: "failed", message: "The source cannot be read, because the host files.invalid does not exist" },
    ],
  ])("%j is queued, processing, and then at its end", async (source, end) => {
    expect(await read(source)).toEqual(["queued", "processing", { id: expect.any(String), ...end }]);
  });

  test("needs an address where its kind has one", async () => {
    const source = { sourceType: "youtube", url: "rye.mp4" };
    const rejection = await blotato.call("a", "POST /v2/source-resolutions-v3", { source });
    expect(rejection).toMatchObject({ status: 422, body: { message: "source.url: must be an http or https address" } });
  });
});

test("a link to buy credits changes nothing", async () => {
  const before = await blotato.call("a", "GET /v2/credits");
  const link = await blotato.call("a", "POST /v2/credits", { quantity: 2_000, referral: null });
  expect(link).toEqual({ status: 201, body: { checkoutUrl: expect.stringMatching(/^https:/) } });
  expect(await blotato.call("a", "GET /v2/credits")).toEqual(before);
});

test("boards are those of the account on Pinterest alone", async () => {
  const list = (accountId: string): Promise<object> =>
    blotato.call("a", `GET /v2/social/pinterest/boards?accountId=${accountId}`);
  expect(await list("40119")).toMatchObject({ status: 200, body: { items: [{ id: "880000000000000101" }, {}] } });
  expect([await list("40112"), await list("1")]).toMatchObject([{ status: 422 }, { status: 404 }]);
});
