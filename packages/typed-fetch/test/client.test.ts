import { assert, asyncProperty, constantFrom, json, oneof, string } from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";

import { createTypedClient, SwitchboardError, UndocumentedBody, type TypedClientOptions } from "../src/index.ts";

/** A small API, as openapi-typescript would describe it. */
interface Paths {
  "/things": {
    get: Operation<{ query?: { name?: string[] } }>;
    post: Operation<object> & { requestBody: { content: { "application/json": { name: string } } } };
  };
  "/things/{id}": { get: Operation<{ path: { id: string } }>; delete: Operation<{ path: { id: string } }> };
}

interface Operation<Parameters> {
  parameters: Parameters & { query?: object; header?: object; path?: object; cookie?: never };
  responses: { 200: { headers: object; content: { "application/json": { id: string } } } };
}

const access = {
  serverUrl: "https://things.example.com",
  keyVariable: "THINGS_API_KEY",
  authorize: (key: string) => ({ Authorization: `Bearer ${key}` }),
  isErrorBody: ({ message }: Readonly<Record<string, unknown>>) => typeof message === "string",
};

interface Sent {
  readonly url: string;
  readonly init: RequestInit;
}

const headerOf = (sent: Sent | undefined, name: string): string | null => new Headers(sent?.init.headers).get(name);

function clientOf(respond: () => Response = () => Response.json({ id: "1" }), options: TypedClientOptions = {}) {
  const requests: Sent[] = [];
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    requests.push({ url, init });
    return respond();
  };
  return { client: createTypedClient<Paths>(access, { apiKey: "secret-key-1", fetch, ...options }), requests };
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

const rejection = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => expect.unreachable(),
    (error: unknown) => error,
  );

describe("a failure always has an error", () => {
  const bodies: [string, string | null, unknown][] = [
    ["nothing", null, new UndocumentedBody(0, "")],
    ["an empty text", "", new UndocumentedBody(0, "")],
    ["null", "null", new UndocumentedBody(0, "null")],
    ["false", "false", new UndocumentedBody(0, "false")],
    ["zero", "0", new UndocumentedBody(0, "0")],
    ["a number", "17", new UndocumentedBody(0, "17")],
    ["a page", "<h1>Bad gateway</h1>", new UndocumentedBody(0, "<h1>Bad gateway</h1>")],
    ["a list", '[{"message":"no"}]', new UndocumentedBody(0, '[{"message":"no"}]')],
    ["an object that is not documented", '{"message":["no"]}', new UndocumentedBody(0, '{"message":["no"]}')],
    ["a documented object", '{"message":"no"}', { message: "no" }],
  ];

  test.each([302, 401, 404, 500, 502].flatMap((status) => bodies.map((body) => [status, ...body] as const)))(
    "for %i with %s",
    async (status, _, body, expected) => {
      const { client } = clientOf(() => new Response(body, { status }));
      const { data, error, response } = await client.GET("/things/{id}", { params: { path: { id: "1" } } });
      expect([data, response.status]).toEqual([undefined, status]);
      expect(error).toEqual(
        expected instanceof UndocumentedBody ? new UndocumentedBody(status, expected.text) : expected,
      );
      expect(error).toBeTruthy();
    },
  );

  test.each([200, 201].flatMap((status) => bodies.slice(0, -3).map((body) => [status, ...body] as const)))(
    "for a success %i with %s",
    async (status, _, body, expected) => {
      const { client } = clientOf(() => new Response(body, { status }));
      const { data, error } = await client.POST("/things", { body: { name: "a" } });
      expect([data, error]).toEqual([undefined, new UndocumentedBody(status, (expected as UndocumentedBody).text)]);
      expect(error?.message).toContain(`a response ${status} that is not documented: `);
    },
  );

  test("and never beside data, whatever the body is", async () => {
    await assert(
      asyncProperty(
        constantFrom(200, 201, 202, 301, 400, 404, 422, 429, 500, 503),
        oneof(json(), string()),
        async (status, body) => {
          const { data, error } = await clientOf(() => new Response(body, { status })).client.GET("/things");
          expect([Boolean(data), Boolean(error)].filter(Boolean)).toHaveLength(1);
        },
      ),
    );
  });

  test("which is an UndocumentedBody for another copy of the package too", async () => {
    vi.resetModules();
    const copy = await import("../src/index.ts");
    expect(copy.UndocumentedBody).not.toBe(UndocumentedBody);
    const { error } = await clientOf(() => new Response("<h1>Bad gateway</h1>", { status: 502 })).client.GET("/things");
    expect([error instanceof UndocumentedBody, error instanceof copy.UndocumentedBody]).toEqual([true, true]);
    class Own extends copy.UndocumentedBody {}
    expect([error instanceof Own, ({} as unknown) instanceof copy.UndocumentedBody]).toEqual([false, false]);
  });

  test("but a success without content has none", async () => {
    const { client } = clientOf(() => new Response(null, { status: 204 }));
    const { data, error, response } = await client.DELETE("/things/{id}", { params: { path: { id: "1" } } });
    expect([data, error, response.status]).toEqual([undefined, undefined, 204]);
  });
});

describe("a request that could not be the one that is wanted is never sent", () => {
  test.each([undefined, null, "", ".", "..", 5, {}, "\ud800"])("with the id %j in its path", async (id) => {
    const { client, requests } = clientOf();
    const error = await rejection(client.DELETE("/things/{id}", { params: { path: { id: id as never } } }));
    expect(error).toBeInstanceOf(SwitchboardError);
    expect((error as Error).message).toMatch(/^id /);
    expect(requests).toEqual([]);
  });

  test("without any path parameters", async () => {
    const { client, requests } = clientOf();
    expect(await rejection(client.GET("/things/{id}", {} as never))).toBeInstanceOf(SwitchboardError);
    expect(requests).toEqual([]);
  });

  test("with half of a character in its query", async () => {
    const { client, requests } = clientOf();
    const error = await rejection(client.GET("/things", { params: { query: { name: ["a", "\udc00"] } } }));
    expect((error as Error).message).toBe("name holds a lone surrogate, half of a character");
    expect(requests).toEqual([]);
  });

  test.each([
    [{ "x-a": "line\nbreak" }, "x-a"],
    [{ "x-a": "snow ☃" }, "x-a"],
    [{ "a header": "a" }, "a header"],
  ])("with the header %j, which is named and not quoted", async (headers, name) => {
    const { client, requests } = clientOf();
    const error = await rejection(client.GET("/things", { headers }));
    expect((error as Error).message).toContain(name);
    expect((error as Error).message).not.toMatch(/break|☃/);
    expect(requests).toEqual([]);
  });

  test("and any other id arrives as one segment", async () => {
    await assert(
      asyncProperty(
        string({ unit: "grapheme", minLength: 1 }).filter((id) => !/^\.{1,2}$/.test(id)),
        async (id) => {
          const { client, requests } = clientOf();
          await client.GET("/things/{id}", { params: { path: { id } } });
          const segments = new URL(requests[0]?.url ?? "").pathname.split("/");
          expect(segments.map(decodeURIComponent)).toEqual(["", "things", id]);
        },
      ),
    );
  });
});

describe("the key", () => {
  test("is that of the environment, where none is given", async () => {
    vi.stubEnv("THINGS_API_KEY", "from-the-environment");
    const { client, requests } = clientOf(undefined, { apiKey: undefined });
    await client.GET("/things");
    expect(headerOf(requests[0], "authorization")).toBe("Bearer from-the-environment");
  });

  test.each([undefined, null, ""])("that is missing, %j, is said to be, and where it may come from", (apiKey) => {
    vi.stubEnv("THINGS_API_KEY", "");
    expect(() => clientOf(undefined, { apiKey: apiKey as never })).toThrow(
      "apiKey is missing; give it as an option, or set THINGS_API_KEY",
    );
  });

  test("given as a function is taken anew for each call", async () => {
    let count = 0;
    const { client, requests } = clientOf(undefined, { apiKey: async () => `key-${(count += 1)}` });
    await client.GET("/things");
    await client.POST("/things", { body: { name: "a" } });
    expect(requests.map((sent) => headerOf(sent, "authorization"))).toEqual(["Bearer key-1", "Bearer key-2"]);
  });

  test("that a function does not give, or that cannot be sent, sends nothing", async () => {
    for (const key of ["", "two words", undefined]) {
      const { client, requests } = clientOf(undefined, { apiKey: () => key as string });
      expect(await rejection(client.GET("/things"))).toBeInstanceOf(SwitchboardError);
      expect(requests).toEqual([]);
    }
  });
});

describe("fetch", () => {
  test("is the global one as it is at each call, so that a test can replace it", async () => {
    const client = createTypedClient<Paths>(access, { apiKey: "k" });
    const replaced = vi.fn<typeof fetch>(async () => Response.json({ id: "7" }));
    vi.stubGlobal("fetch", replaced);
    const { data } = await client.GET("/things");
    expect([data, replaced.mock.calls.length]).toEqual([{ id: "7" }, 1]);
  });

  test("that is missing, or is not a function, is said to be", async () => {
    vi.stubGlobal("fetch", undefined);
    const error = await rejection(createTypedClient<Paths>(access, { apiKey: "k" }).GET("/things"));
    expect(error).toBeInstanceOf(SwitchboardError);
    expect(() => clientOf(undefined, { fetch: "nope" as never })).toThrow(/fetch is of type string/);
    expect(await rejection(clientOf().client.GET("/things", { fetch: "nope" as never }))).toMatchObject({
      code: "noFetch",
      attempts: 0,
    });
  });

  test("gets slim requests: no Request is built, no redirect is followed", async () => {
    vi.stubGlobal("Request", undefined);
    const { client, requests } = clientOf();
    await client.POST("/things", { body: { name: "a" } });
    expect(requests[0]).toMatchObject({
      url: "https://things.example.com/things",
      init: { method: "POST", body: '{"name":"a"}', redirect: "manual" },
    });
  });
});

test.each(["http://127.0.0.1:4010/v4", "http://127.0.0.1:4010/v4/", new URL("http://127.0.0.1:4010/v4/")])(
  "the base address %s keeps its path",
  async (baseUrl) => {
    const { client, requests } = clientOf(undefined, { baseUrl });
    await client.GET("/things");
    expect(requests[0]?.url).toBe("http://127.0.0.1:4010/v4/things");
  },
);

test.each(["", "things", "ftp://a.b", "http://user:password@a.b", "http://a.b?x=1", "http://a.b/#c", 5, {}])(
  "the base address %j is rejected without being quoted",
  (baseUrl) => {
    expect(() => clientOf(undefined, { baseUrl: baseUrl as never })).toThrow(
      "baseUrl must be an address such as http://127.0.0.1:4010, without user, query and fragment",
    );
  },
);

describe("middleware", () => {
  test("sees a real request, and may change and replace it", async () => {
    const { client, requests } = clientOf();
    client.use({
      onRequest: ({ request, schemaPath }) => {
        expect(request).toBeInstanceOf(Request);
        request.headers.set("x-path", schemaPath);
        return new Request(request, { headers: { ...Object.fromEntries(request.headers), "x-more": "1" } });
      },
    });
    await client.POST("/things", { body: { name: "Grüße" } });
    const [sent] = requests;
    expect([headerOf(sent, "x-path"), headerOf(sent, "x-more")]).toEqual(["/things", "1"]);
    expect(new TextDecoder().decode(sent?.init.body as ArrayBuffer)).toBe('{"name":"Grüße"}');
    expect([sent?.init.method, sent?.init.redirect]).toEqual(["POST", "manual"]);
  });

  test("may be that of one call", async () => {
    const { client, requests } = clientOf();
    const onRequest = ({ request }: { request: Request }): void => request.headers.set("x-once", "1");
    await client.GET("/things", { middleware: [{ onRequest }] });
    await client.GET("/things");
    expect(requests.map((sent) => headerOf(sent, "x-once"))).toEqual(["1", null]);
  });

  test("is gone once it is ejected", async () => {
    const { client, requests } = clientOf();
    const middleware = { onRequest: ({ request }: { request: Request }): void => request.headers.set("x-a", "1") };
    client.use(middleware);
    client.eject(middleware);
    await client.GET("/things");
    expect(headerOf(requests[0], "x-a")).toBe(null);
  });
});
