import { assert, asyncProperty, constantFrom, json, oneof, string } from "fast-check";
import { describe, expect, test, vi } from "vitest";

import { UndocumentedBody } from "../src/index.ts";
import { clientOf } from "./things-client.ts";

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
