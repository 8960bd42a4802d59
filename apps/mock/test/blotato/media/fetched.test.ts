import { expect, test } from "vitest";

import { testBlotato } from "../mocked-blotato.ts";

const blotato = testBlotato();

interface Media {
  readonly id: string;
  readonly url: string;
}

const upload = (url: string) => blotato.call<Media>("media", "POST /v2/media", { url });

test.each([
  ["https://cdn.example.com/images/rolls.JPG?size=large", "jpg"],
  ["http://cdn.example.com/videos/folding.mp4", "mp4"],
  ["https://cdn.example.com/images/7", "bin"],
  ["data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "gif"],
  ["data:image/png;charset=utf-8;base64,iVBORw0KGgo=", "png"],
  ["data:font/woff2;base64,d09GMg==", "bin"],
])("stores %s", async (url, extension) => {
  const { status, body } = await upload(url);
  expect(status).toBe(201);
  expect(body.url).toBe(`https://media.example.com/${body.id}.${extension}`);
  expect(body.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("gives each upload an id of its own", async () => {
  const first = await upload("https://cdn.example.com/a.png");
  const second = await upload("https://cdn.example.com/a.png");
  expect(first.body.id).not.toBe(second.body.id);
});

test.each(["rolls.jpg", "ftp://example.com/rolls.jpg", "data:image/png,raw", "data:image/png;base64,", "https://"])(
  "rejects %s",
  async (url) => {
    const { status, body } = await blotato.call("media", "POST /v2/media", { url });
    expect(status).toBe(422);
    expect(body).toEqual({ message: expect.stringMatching(/^url: must be an http/), reqId: expect.any(String) });
  },
);

test("rejects what lies on a host that never exists, which stands for all that cannot be fetched", async () => {
  const { status, body } = await blotato.call("media", "POST /v2/media", { url: "https://nowhere.invalid/rolls.jpg" });
  expect(status).toBe(422);
  expect(body.message).toBe("url: cannot be fetched, because the host nowhere.invalid does not exist");
});
