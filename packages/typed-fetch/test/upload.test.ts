import { describe, expect, test } from "vitest";

import { createTypedClient, SwitchboardError, type Upload } from "../src/index.ts";

interface Paths {
  "/cakes": {
    post: {
      requestBody: { content: { "multipart/form-data": { picture: Upload; layers?: number; notes?: string } } };
      responses: { 200: { content: { "application/json": { id: string } } } };
    };
  };
}

const bytes = new TextEncoder().encode("a cake");

interface Sent {
  readonly type: string | null;
  readonly fields: readonly (readonly [name: string, value: unknown])[];
}

/** What a server reads of the form that a client sends. */
async function send(body: { picture: Upload; layers?: number; notes?: string }): Promise<Sent> {
  let sent: Request | undefined;
  const client = createTypedClient<Paths>(
    { serverUrl: "https://cakes.example", keyVariable: "CAKES", authorize: () => ({}), isErrorBody: () => true },
    {
      apiKey: "key",
      fetch: async (url, init) => {
        sent = new Request(url, init);
        return Response.json({ id: "1" });
      },
    },
  );
  await client.POST("/cakes", { body });
  if (sent === undefined) throw new Error("nothing was sent");
  const type = sent.headers.get("content-type")?.split(";")[0] ?? null;
  const form = await sent.formData();
  const fields = [...form].map(async ([name, value]) => {
    if (typeof value === "string") return [name, value] as const;
    return [name, { name: value.name, type: value.type, text: await value.text() }] as const;
  });
  return { type, fields: await Promise.all(fields) };
}

async function* inPieces(): AsyncGenerator<Uint8Array> {
  yield bytes.subarray(0, 2);
  yield bytes.subarray(2);
}

/** A `Blob` of a test environment that has classes of its own. */
const foreignBlob = { type: "image/png", arrayBuffer: async () => bytes.slice().buffer } as unknown as Blob;

describe("a file goes into a form", () => {
  test.each<readonly [string, Upload, name: string, type: string]>([
    ["a Blob", new Blob([bytes], { type: "image/png" }), "picture", "image/png"],
    ["a File, with its name", new File([bytes], "cake.png", { type: "image/png" }), "cake.png", "image/png"],
    ["a Blob of another realm", foreignBlob, "picture", "image/png"],
    ["bytes", bytes, "picture", "application/octet-stream"],
    [
      "a part of a larger buffer",
      new Uint8Array([0, ...bytes, 0]).subarray(1, -1),
      "picture",
      "application/octet-stream",
    ],
    ["an ArrayBuffer", bytes.slice().buffer, "picture", "application/octet-stream"],
    ["a stream of the web", new Blob([bytes]).stream(), "picture", "application/octet-stream"],
    ["what gives pieces, as a stream of Node does", inPieces(), "picture", "application/octet-stream"],
    ["bytes with a name and a type", { content: bytes, name: "a.gif", type: "image/gif" }, "a.gif", "image/gif"],
    [
      "a File under another name",
      { content: new File([bytes], "cake.png", { type: "image/png" }), name: "b.png" },
      "b.png",
      "image/png",
    ],
  ])("from %s", async (_, picture, name, type) => {
    expect(await send({ picture })).toEqual({
      type: "multipart/form-data",
      fields: [["picture", { name, type, text: "a cake" }]],
    });
  });

  test("beside fields that are not files, and without those that are undefined", async () => {
    const { fields } = await send({ picture: bytes, layers: 3, notes: undefined as never });
    expect(fields).toMatchObject([
      ["picture", {}],
      ["layers", "3"],
    ]);
  });
});

test("a file that cannot be read is an error, and nothing is sent", async () => {
  const broken = new ReadableStream<Uint8Array>({ pull: (stream) => stream.error(new Error("the disk is gone")) });
  const failure: unknown = await send({ picture: broken }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(SwitchboardError);
  expect(failure).toMatchObject({
    code: "invalidInput",
    message: "picture could not be read; nothing was sent",
    cause: new Error("the disk is gone"),
  });
});
