import { request as overHttp } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { mockBlotato } from "../mocked-blotato.ts";
import { startMock, type Mock } from "../../../src/index.ts";
import { largestFile } from "../../../src/blotato/media/storage.ts";

let mock: Mock;

beforeAll(async () => {
  mock = await startMock();
});

afterAll(async () => {
  expect(mock.blotato.violations).toEqual([]);
  await mock.close();
});

interface Upload {
  readonly presignedUrl: string;
  readonly publicUrl: string;
}

const post = async <Body>(path: string, body: object, key = "storage"): Promise<Body> => {
  const headers = { "blotato-api-key": key, "content-type": "application/json" };
  const response = await fetch(`${mock.blotato.url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  return (await response.json()) as Body;
};

const createUpload = (filename = "rolls.jpg", key?: string) => post<Upload>("/v2/media/uploads", { filename }, key);
const put = (
  url: string,
  body: Uint8Array<ArrayBuffer> | string | ReadableStream,
  headers: Readonly<Record<string, string>> = { "content-type": "image/jpeg" },
) => fetch(url, { method: "PUT", body, headers, ...(body instanceof ReadableStream && { duplex: "half" }) });

test("a file goes to the address without a key, and its size and type are kept", async () => {
  const { presignedUrl, publicUrl } = await createUpload();
  expect(publicUrl).toMatch(/\.jpg$/);
  const address = new URL(presignedUrl);
  expect(address.origin).toBe(new URL(mock.blotato.url).origin);
  expect((await fetch(presignedUrl, { method: "HEAD" })).status).toBe(404);
  expect((await put(presignedUrl, new Uint8Array(70_000))).status).toBe(200);
  const { headers, status } = await fetch(presignedUrl, { method: "HEAD" });
  expect([status, headers.get("content-type"), headers.get("content-length")]).toEqual([200, "image/jpeg", "70000"]);
});

test("the same file can be sent again, as after a lost response", async () => {
  const { presignedUrl } = await createUpload();
  for (const size of [10, 20]) expect((await put(presignedUrl, new Uint8Array(size))).status).toBe(200);
  expect((await fetch(presignedUrl, { method: "HEAD" })).headers.get("content-length")).toBe("20");
});

test("tenants have addresses of their own, although they draw the same ids", async () => {
  const [one, other] = [await createUpload("a.png", "one"), await createUpload("a.png", "other")];
  expect(one.publicUrl).toBe(other.publicUrl);
  expect(one.presignedUrl).not.toBe(other.presignedUrl);
  await put(one.presignedUrl, new Uint8Array(1));
  expect((await fetch(other.presignedUrl, { method: "HEAD" })).status).toBe(404);
});

describe("is rejected in the storage's own shape", () => {
  test.each<[string, number, (url: string) => Promise<Response>]>([
    ["a wrong signature", 403, (url) => put(url.replace(/signature=.*/, "signature=0"), "a")],
    ["another path", 403, (url) => put(url.replace("__storage/", "__storage/9"), "a")],
    ["another method", 405, (url) => fetch(url, { method: "POST", body: "a" })],
    ["no content type", 400, (url) => put(url, new Uint8Array(1), {})],
    ["a body in chunks", 411, (url) => put(url, new Blob(["a"]).stream())],
  ])("%s", async (_, status, send) => {
    const response = await send((await createUpload()).presignedUrl);
    expect([response.status, response.headers.get("content-type")]).toEqual([status, "application/xml"]);
    expect(await response.text()).toMatch(/<Error><Code>\w+<\/Code><Message>.+<\/Message><\/Error>/);
  });

  test("an address that has expired", async () => {
    const { presignedUrl } = await createUpload("a.png", "late");
    mock.clock.of("late").advance("16m");
    const response = await put(presignedUrl, "a");
    expect([response.status, await response.text()]).toEqual([403, expect.stringMatching(/expired/)]);
  });
});

/** Sends so many bytes, from one block of them. */
async function sendBytes(url: string, method: string, size: number, headers: Readonly<Record<string, string>>) {
  const block = new Uint8Array(1024 * 1024);
  const blocks = function* (): Generator<Uint8Array> {
    for (let left = size; left > 0; left -= block.length) yield left < block.length ? block.subarray(0, left) : block;
  };
  const request = overHttp(url, { method, headers: { ...headers, "content-length": size } });
  const responded = new Promise<{ status: number; text: string }>((resolve, reject) => {
    request.on("error", reject);
    request.on("response", (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => (text += chunk.toString()));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
    });
  });
  await pipeline(Readable.from(blocks()), request);
  return responded;
}

test("a file of 40 MB is taken, of which the mock keeps nothing but its size", async () => {
  const { presignedUrl } = await createUpload("folding.mp4");
  const size = 40 * 1024 * 1024;
  expect((await sendBytes(presignedUrl, "PUT", size, { "content-type": "video/mp4" })).status).toBe(200);
  expect((await fetch(presignedUrl, { method: "HEAD" })).headers.get("content-length")).toBe(String(size));
  expect(mock.requests("*" as never).some(({ body }) => typeof body === "string" && body.length > 1_000)).toBe(false);
});

test("more than the vendor takes is too large", async () => {
  const { api, call } = await mockBlotato();
  const { body } = await call<Upload>("a", "POST /v2/media/uploads", { filename: "folding.mp4" });
  const { pathname, search } = new URL(body.presignedUrl);
  const send = (size: number) =>
    api.handle({
      method: "PUT",
      target: pathname + search,
      headers: { "content-type": "video/mp4", "content-length": String(size) },
      body: new Uint8Array(),
      size,
    });
  expect(await send(largestFile + 1)).toMatchObject({ status: 413, text: expect.stringMatching(/EntityTooLarge/) });
  expect(await send(largestFile)).toMatchObject({ status: 200 });
});

test("another body than a file is too large sooner, and its client gets the whole response", async () => {
  const json = { "content-type": "application/json", "blotato-api-key": "storage" };
  const body = await sendBytes(`${mock.blotato.url}/v2/media`, "POST", 40 * 1024 * 1024, json);
  expect([body.status, body.text]).toEqual([422, expect.stringMatching(/too large: at most 16777216 bytes/)]);
});

test("a post with a file that was never sent to its address fails", async () => {
  const { presignedUrl, publicUrl } = await createUpload("rolls.jpg", "posts");
  const content = { text: "Rolls.", mediaUrls: [publicUrl], platform: "twitter" };
  const body = { post: { accountId: "40114", content, target: { targetType: "twitter" } } };
  const early = await post<{ postSubmissionId: string }>("/v2/posts", body, "posts");
  await put(presignedUrl, "a");
  const late = await post<{ postSubmissionId: string }>("/v2/posts", body, "posts");
  mock.clock.of("posts").advance("1s");
  const statusOf = async ({ postSubmissionId }: { postSubmissionId: string }) => {
    const headers = { "blotato-api-key": "posts" };
    const response = await fetch(`${mock.blotato.url}/v2/posts/${postSubmissionId}`, { headers });
    return ((await response.json()) as { status: string }).status;
  };
  expect([await statusOf(early), await statusOf(late)]).toEqual(["failed", "published"]);
});
