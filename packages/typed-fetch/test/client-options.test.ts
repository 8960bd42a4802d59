import { afterEach, describe, expect, test, vi } from "vitest";

import { createTypedClient, SwitchboardError } from "../src/index.ts";
import { rejection } from "./rejection.ts";
import { access, clientOf, headerOf, type Paths } from "./things-client.ts";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
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
