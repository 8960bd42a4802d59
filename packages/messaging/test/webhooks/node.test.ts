import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

import { expect, it, vi } from "vitest";

import { createWebhookHandler, signWebhook, toNodeHandler, type NodeRequest } from "../../src/webhooks/index.ts";

const secret = "whsec_of_a_test";

/** Lets a server of Node receive a request. */
async function receivedBy(listener: RequestListener, init: RequestInit): Promise<{ status: number; text: string }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, init);
    return { status: response.status, text: await response.text() };
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const post = async (text: string): Promise<RequestInit> => ({
  method: "POST",
  ...(await signWebhook({ type: "message.received", data: { text } }, secret)),
});

function receiver(): { texts: unknown[]; handler: ReturnType<typeof toNodeHandler> } {
  const texts: unknown[] = [];
  const on = { "message.received": ({ data }: { data: { text?: unknown } }) => void texts.push(data.text) };
  return { texts, handler: toNodeHandler(createWebhookHandler({ secret, on, onError: () => undefined })) };
}

it("a server of Node receives events, with bytes of any kind", async () => {
  const { handler, texts } = receiver();
  const text = `Grüße 👋 ${"x".repeat(100_000)}`;
  expect(await receivedBy((request, response) => void handler(request, response), await post(text))).toEqual({
    status: 200,
    text: "handled\n",
  });
  expect(texts).toEqual([text]);
});

it("what is not a POST or not signed is rejected there as well", async () => {
  const { handler, texts } = receiver();
  const listener: RequestListener = (request, response) => void handler(request, response);
  expect((await receivedBy(listener, {})).status).toBe(405);
  expect((await receivedBy(listener, { method: "POST", body: "{}" })).status).toBe(400);
  expect(texts).toEqual([]);
});

it.each(["as the third argument", "as its body"])(
  "a parser may have read the bytes, and given them %s",
  async (way) => {
    const { handler, texts } = receiver();
    const listener: RequestListener = (request, response) => {
      void (async () => {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk as Buffer);
        const bytes = Buffer.concat(chunks);
        if (way === "as its body") await handler(Object.assign(request, { body: bytes }), response, () => undefined);
        else await handler(request, response, bytes);
      })();
    };
    expect((await receivedBy(listener, await post("Hello"))).status).toBe(200);
    expect(texts).toEqual(["Hello"]);
  },
);

it("a body that was parsed before is reported to onError", async () => {
  const printed = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const { handler, texts } = receiver();
  const listener: RequestListener = (request, response) => {
    void handler(Object.assign(request, { body: { parsed: true } }) as NodeRequest, response);
  };
  expect((await receivedBy(listener, await post("Hello"))).status).toBe(500);
  expect(printed.mock.calls.flat().join(" ")).toMatch(/parsed before the receiver got it.*express\.raw/);
  expect(texts).toEqual([]);
  printed.mockRestore();
});
