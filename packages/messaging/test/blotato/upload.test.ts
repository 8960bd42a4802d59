import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";

import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";

import type { Upload } from "@switchboard/typed-fetch";

import { createBlotato } from "../../src/blotato/index.ts";
import { rejection } from "../virtual-time.ts";

/** A request as the storage got it. */
interface Stored {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly size: number;
}

const signature = "expires=1767081600&signature=9c1d5f20aa";
const bytes = new Uint8Array(300_000).fill(7);
const rolls = { content: bytes, name: "rolls.jpg" };
let servers: Server[];
let api: string;
let storage: string;
let stored: Stored[];
/** What the storage does with each request in turn; the last one again and again. */
let script: readonly ("break" | number)[];
let upload: object;

beforeAll(async () => {
  const storageServer = createServer((request, response) => {
    let size = 0;
    request.on("data", (chunk: Uint8Array) => (size += chunk.length));
    request.on("end", () => {
      const { headers, method, url } = request;
      stored.push({ method, url, headers, size });
      const next = script[Math.min(stored.length, script.length) - 1] ?? 200;
      if (next === "break") request.socket.destroy();
      else response.writeHead(next).end(next === 200 ? undefined : `<Error>${signature}</Error>`);
    });
  });
  const apiServer = createServer((request, response) => {
    request.resume();
    request.on("end", () =>
      response.writeHead(201, { "content-type": "application/json" }).end(JSON.stringify(upload)),
    );
  });
  servers = [storageServer, apiServer];
  const [storagePort, apiPort] = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve) => {
          server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
        }),
    ),
  );
  storage = `http://127.0.0.1:${storagePort}`;
  api = `http://127.0.0.1:${apiPort}`;
});

afterAll(() => {
  for (const server of servers) server.close();
});

beforeEach(() => {
  stored = [];
  script = [200];
  upload = {
    presignedUrl: `${storage}/5d0f/rolls.jpg?${signature}`,
    publicUrl: "https://database.example.com/5d0f.jpg",
  };
});

const mediaOf = (options: object = {}) => createBlotato({ apiKey: "blt_secretkey==", baseUrl: api, ...options }).media;

test.each<[string, Upload, string]>([
  ["a File", new File([bytes], "rolls.jpg", { type: "image/jpeg" }), "image/jpeg"],
  ["a Blob", new Blob([bytes], { type: "image/png" }), "image/png"],
  ["bytes", { content: bytes, name: "folding.MP4" }, "video/mp4"],
  ["a stream", { content: new Blob([bytes]).stream(), name: "rolls.webp" }, "image/webp"],
  ["a stream of Node", { content: Readable.from([bytes]), name: "rolls.webp" }, "image/webp"],
  ["a file whose type the caller says", { content: new File([bytes], "rolls"), type: "image/gif" }, "image/gif"],
  ["a file of another kind", new File([bytes], "notes.xyz"), "application/octet-stream"],
])("%s goes to the storage whole, with its length and type and without the key", async (_, file, type) => {
  await expect(mediaOf().upload(file)).resolves.toEqual({ url: "https://database.example.com/5d0f.jpg" });
  expect(stored).toMatchObject([{ method: "PUT", url: `/5d0f/rolls.jpg?${signature}`, size: bytes.length }]);
  const { headers } = stored[0] as Stored;
  expect(headers).toMatchObject({ "content-type": type, "content-length": String(bytes.length) });
  expect(headers["transfer-encoding"]).toBeUndefined();
  expect(JSON.stringify(headers)).not.toContain("secretkey");
});

test("progress is reported as the file goes, which is still not sent in chunks", async () => {
  const reported: number[] = [];
  const large = new Blob([new Uint8Array(2_000_000)], { type: "video/mp4" });
  await mediaOf().upload(large, {
    onProgress({ sent, size }) {
      expect(size).toBe(2_000_000);
      reported.push(sent);
      if (sent > 0) throw new Error("a broken progress bar");
    },
  });
  expect(reported.length).toBeGreaterThan(3);
  expect(reported).toEqual(reported.toSorted((one, other) => one - other));
  expect([reported[0], reported.at(-1)]).toEqual([0, 2_000_000]);
  expect(stored).toMatchObject([{ size: 2_000_000, headers: { "content-length": "2000000" } }]);
});

test.each([[undefined], [() => undefined]])(
  "a failure of the storage is repeated, the whole file again",
  async (onProgress) => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    script = ["break", 503, 200];
    const attempts: number[] = [];
    const hooks = {
      onRequest: ({ attempt, method }: { attempt: number; method: string }) =>
        method === "PUT" && attempts.push(attempt),
    };
    await mediaOf({ hooks }).upload(rolls, { onProgress });
    expect(stored.map(({ size }) => size)).toEqual([bytes.length, bytes.length, bytes.length]);
    expect(attempts).toEqual([1, 2, 3]);
    vi.restoreAllMocks();
  },
);

describe("what the storage rejects", () => {
  test("is an error of the call, in which the signature shows nowhere", async () => {
    script = [403];
    const seen: string[] = [];
    const hooks = { onRequest: ({ url }: { url: string }) => void seen.push(url) };
    const error = await rejection(mediaOf({ hooks }).upload(rolls));
    expect(error).toMatchObject({ name: "ApiError", status: 403, operationId: "createMediaUpload", maybeSent: false });
    expect(error).toMatchObject({ body: "<Error>[redacted]</Error>" });
    expect(JSON.stringify([error, seen])).not.toContain("9c1d5f20aa");
    expect(stored).toHaveLength(1);
  });

  test("is not followed to another address", async () => {
    script = [307];
    expect(await rejection(mediaOf().upload(rolls))).toMatchObject({ status: 307 });
  });
});

test.each<[string, Upload, RegExp]>([
  ["an empty file", { content: new Blob([]), name: "a.png" }, /a\.png is empty/],
  ["bytes without a name", bytes, /no name/],
  ["what is not a file", { path: "rolls.jpg" } as never, /file is of type object; expected the content of a file/],
])("%s is rejected before any request", async (_, file, words) => {
  const error = await rejection(mediaOf({ baseUrl: "http://127.0.0.1:9" }).upload(file));
  expect(error).toMatchObject({
    name: "SwitchboardError",
    code: "invalidInput",
    message: expect.stringMatching(words),
  });
});

test.each([
  [{ publicUrl: "https://database.example.com/a.jpg", presignedUrl: "/relative" }],
  [{ publicUrl: "", presignedUrl: "https://storage.example.com/a" }],
])("a response without addresses that can be used is an error: %j", async (body) => {
  upload = body;
  const error = await rejection(mediaOf().upload(rolls));
  expect(error).toMatchObject({ name: "ApiError", kind: "server", maybeSent: false });
  expect(stored).toEqual([]);
});

test("an upload ends when its signal is aborted", async () => {
  const controller = new AbortController();
  const onProgress = (): void => controller.abort(new Error("never mind"));
  const error = await rejection(mediaOf().upload(rolls, { onProgress, signal: controller.signal }));
  expect(error).toMatchObject({ message: "never mind" });
});
