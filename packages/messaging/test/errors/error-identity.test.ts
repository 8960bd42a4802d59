/// <reference types="node" />
import { Worker } from "node:worker_threads";

import { describe, expect, test, vi } from "vitest";

import {
  ApiError,
  ConnectionError,
  isApiError,
  PaginationError,
  SwitchboardError,
  TimeoutError,
  type ClientOptions,
} from "../../src/index.ts";
import { apiKey, blotatoOf } from "../samples.ts";
import { json, reset, serviceOf, silence, text, type Responder } from "../scripted-fetch.ts";
import { rejection } from "../virtual-time.ts";

type Copy = typeof import("../../src/index.ts") & typeof import("../../src/blotato/index.ts");

/** The package once more, as a program has it that two of its dependencies brought in different versions. */
async function anotherCopy(): Promise<Copy> {
  vi.resetModules();
  return { ...(await import("../../src/index.ts")), ...(await import("../../src/blotato/index.ts")) };
}

const failing = (responder: Responder): ClientOptions => ({
  apiKey,
  fetch: serviceOf(responder).fetch,
  retries: 0,
  timeout: 5,
});

describe("an error of another copy of the package", () => {
  const kinds: [string, Responder, new (...args: never) => Error][] = [
    ["ApiError", json(404, { message: "no" }), ApiError],
    ["ConnectionError", reset, ConnectionError],
    ["TimeoutError", silence, TimeoutError],
    ["PaginationError", json(200, {}), PaginationError],
  ];

  test.each(kinds)("is a %s here, and none of the others", async (name, responder, type) => {
    const copy = await anotherCopy();
    expect(copy.SwitchboardError).not.toBe(SwitchboardError);
    const error = await rejection(copy.createBlotato(failing(responder)).messages.list().first());
    expect(error).toMatchObject({ name });
    expect(error instanceof type).toBe(true);
    expect(error instanceof SwitchboardError).toBe(true);
    expect(kinds.filter(([, , other]) => error instanceof other).map(([other]) => other)).toEqual([name]);
    expect(isApiError(error, "blotato")).toBe(name === "ApiError");
    expect(
      copy.isApiError(
        await rejection(blotatoOf(serviceOf(responder), { retries: 0, timeout: 5 }).messages.list().first()),
      ),
    ).toBe(name === "ApiError");
  });

  test("is not taken for one of a class that a program has derived here", async () => {
    class OwnError extends ApiError {}
    const copy = await anotherCopy();
    const error = await rejection(copy.createBlotato(failing(json(404, { message: "no" }))).conversations.get("1"));
    expect(error instanceof OwnError).toBe(false);
    expect(
      (await rejection(blotatoOf(serviceOf(json(404, { message: "no" }))).conversations.get("1"))) instanceof OwnError,
    ).toBe(false);
  });

  test.each([null, undefined, "ApiError", 7, {}, new Error("x"), Object.create(null), { constructor: null }])(
    "is not taken for one when it is %o",
    (value) => {
      expect(value instanceof SwitchboardError).toBe(false);
      expect(isApiError(value)).toBe(false);
    },
  );
});

test("a client whose packages brought in two copies of their common part gives the text of what nobody documents", async () => {
  vi.resetModules();
  const generated = await import("@switchboard/blotato");
  vi.resetModules();
  vi.doMock("@switchboard/blotato", () => generated);
  try {
    const copy = await import("../../src/blotato/index.ts");
    const page = "<h1>Bad gateway</h1>";
    const error = await rejection(copy.createBlotato(failing(text(502, page))).conversations.get("1"));
    expect(error).toMatchObject({ name: "ApiError", status: 502, body: page });
    const { raw } = copy.createBlotato(failing(text(502, `<h1>${apiKey}</h1>`)));
    expect((await raw.GET("/v2/users/me")).error).toMatchObject({ status: 502, text: "<h1>[redacted]</h1>" });
  } finally {
    vi.doUnmock("@switchboard/blotato");
  }
});

describe("an error whose fields went through structuredClone, as between workers,", () => {
  test("is known by isApiError, with all that it says", async () => {
    const error = await rejection(
      blotatoOf(serviceOf(json(404, { message: "no", reqId: "r" }))).conversations.get("1"),
    );
    const cloned: unknown = structuredClone((error as SwitchboardError).toJSON());
    expect([isApiError(cloned), isApiError(cloned, "blotato"), isApiError(cloned, "blooio")]).toEqual([
      true,
      true,
      false,
    ]);
    expect(cloned).toMatchObject({ status: 404, kind: "notFound", requestId: "r", maybeSent: false });
  });

  test("is known when a worker posts it", async () => {
    const module = new URL("../../src/blotato/index.ts", import.meta.url);
    const code = `
      const { parentPort } = require("node:worker_threads");
      const fetch = async () => Response.json({ message: "no" }, { status: 404 });
      import(${JSON.stringify(module)})
        .then(({ createBlotato }) => createBlotato({ apiKey: "k", fetch }).conversations.get("1"))
        .catch((error) => parentPort.postMessage(error.toJSON()));
    `;
    const worker = new Worker(code, { eval: true });
    const posted = await new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
    await worker.terminate();
    expect(isApiError(posted, "blotato")).toBe(true);
  });
});
