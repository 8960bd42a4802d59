import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { afterEach, beforeEach, describe, expect, test, vi, type MockInstance } from "vitest";

import type { RequestHandler } from "../../src/http/api.ts";
import { serveApi } from "../../src/http/server/http-server.ts";
import type { OperationResponse } from "../../src/model/service.ts";
import { send } from "../http/raw-exchange.ts";
import { createSayingApi, say } from "./saying-service.ts";
import { sayingSpec, temporarySpec } from "./spec/temporary-spec.ts";

let stderr: MockInstance<typeof console.error>;

beforeEach(() => {
  stderr = vi.spyOn(console, "error").mockImplementation(() => {});
});

afterEach(() => stderr.mockRestore());

const printed = (): string => stderr.mock.calls.flat().map(String).join("\n");
const spec = sayingSpec({
  response:
    "type: object\nrequired: [word]\nproperties: { word: { type: string, maxLength: 3 } }\nadditionalProperties: false",
});

describe("a response of the model that breaks the spec", () => {
  test.each<[string, OperationResponse, RegExp]>([
    ["lacks a field", { status: 200, body: {} }, /required property 'word'/],
    ["has a field of the wrong type", { status: 200, body: { word: 5 } }, /word.*must be string/],
    ["has a field too many", { status: 200, body: { word: "a", other: 1 } }, /additional propert/],
    ["is too long", { status: 200, body: { word: "long" } }, /word.*3 characters/],
    ["is null", { status: 200, body: null }, /must be object/],
    ["has a status that the spec does not list", { status: 202, body: { word: "a" } }, /status/],
    ["has a status in the wrong shape", { status: 422, body: { word: "a" } }, /'no'/],
  ])("is not given out when it %s, but a 500 in the vendor's shape, kept and printed", async (_, response, reason) => {
    const api = await createSayingApi(await temporarySpec(spec), () => response);
    const rejected = await say(api, {});
    expect(rejected).toEqual({ status: 500, body: { no: expect.stringMatching(reason) as unknown } });
    expect(api.violations).toEqual([(rejected.body as { no: string }).no]);
    expect(api.violations[0]).toMatch(
      new RegExp(`^the response ${response.status} of POST /base/say breaks the spec: `),
    );
    expect(printed()).toContain(`switchboard-mock: bug in the model of saying: ${api.violations[0]}`);
  });

  test("is kept once for each time, newest last, and good responses in between are not", async () => {
    const responses = [{}, { word: "a" }, { word: 5 }];
    const api = await createSayingApi(await temporarySpec(spec), () => ({ status: 200, body: responses.shift() }));
    const statuses = [];
    for (let count = 0; count < 3; count += 1) statuses.push((await say(api, {})).status);
    expect(statuses).toEqual([500, 200, 500]);
    expect(api.violations).toEqual([expect.stringContaining("required"), expect.stringContaining("must be string")]);
  });

  test("is no violation when it is the caller's fault", async () => {
    const api = await createSayingApi(await temporarySpec(spec), () => ({ status: 200, body: { word: "a" } }));
    expect((await say(api, [])).status).toBe(422);
    expect((await say(api, {}, "?q=1&q=2")).status).toBe(422);
    expect([api.violations, printed()]).toEqual([[], ""]);
  });
});

describe("a model that throws", () => {
  test.each([
    ["an error", new Error("out of paper")],
    ["a text", "out of paper"],
    ["null", null],
  ])("%s gives a 500 in the vendor's shape, and is reported", async (_, thrown) => {
    const api = await createSayingApi(await temporarySpec(spec), () => {
      throw thrown;
    });
    const rejected = await say(api, {});
    expect(rejected).toEqual({ status: 500, body: { no: expect.any(String) as unknown } });
    if (thrown !== null) expect(rejected.body).toEqual({ no: "out of paper" });
    expect(printed()).toContain("bug in the model of saying");
  });

  test("makes no later request fail", async () => {
    let isBroken = true;
    const api = await createSayingApi(await temporarySpec(spec), () => {
      if (isBroken) throw new Error("broken");
      return { status: 200, body: { word: "a" } };
    });
    await say(api, {});
    isBroken = false;
    expect(await say(api, {})).toEqual({ status: 200, body: { word: "a" } });
  });
});

describe("over HTTP", () => {
  test("a model without a response is a 500, not silence", async () => {
    const api = await createSayingApi(await temporarySpec(spec), () => undefined as never);
    const server = await serveApi(api, "127.0.0.1", 0);
    try {
      const headers = { key: "k", "content-type": "application/json" };
      const response = await send(`http://127.0.0.1:${server.port}`, "POST /base/say", headers, "{}");
      expect([response.status, response.json]).toEqual([500, { no: expect.any(String) as unknown }]);
    } finally {
      await server.close();
    }
  });

  test("a response that cannot be written ends its connection, is reported, and the next one is given", async () => {
    const bodies: unknown[] = [1n, "word"];
    const api: RequestHandler = {
      reject: (reason) => ({ status: 400, body: reason }),
      handle: () => Promise.resolve({ status: 200, body: bodies.shift() }),
    };
    const server = await serveApi(api, "127.0.0.1", 0);
    try {
      const url = `http://127.0.0.1:${server.port}`;
      await expect(fetch(url)).rejects.toThrow("fetch failed");
      expect(printed()).toContain("no response to GET /:");
      expect((await send(url, "GET /", {})).json).toBe("word");
    } finally {
      await server.close();
    }
  });

  test("a response without a body has none, and does not end the process", async () => {
    const script = `
      import { serveApi } from ${JSON.stringify(import.meta.resolve("../../src/http/server/http-server.ts"))};
      const api = { handle: async () => ({ status: 204, body: undefined }) };
      const server = await serveApi(api, "127.0.0.1", 0);
      const response = await fetch("http://127.0.0.1:" + server.port);
      console.log(response.status + " " + JSON.stringify(await response.text()));
      await server.close();
    `;
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script]);
    expect(stdout).toBe('204 ""\n');
  });
});
