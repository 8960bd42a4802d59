import { assert, asyncProperty, string } from "fast-check";
import { describe, expect, test } from "vitest";

import { SwitchboardError } from "../src/index.ts";
import { rejection } from "./rejection.ts";
import { clientOf } from "./things-client.ts";

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
