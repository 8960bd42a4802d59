import { openAsBlob } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Post } from "@switchboard/blotato";
import { describe, expect, test, vi } from "vitest";

import { mockedTenants, present } from "../tenants.ts";

const tenants = mockedTenants();

const picture = new File([new Uint8Array(150_000)], "rolls.jpg", { type: "image/jpeg" });

const postOf = (url: string): Post => ({
  accountId: "40112",
  content: { text: "Rolls.", mediaUrls: [url], platform: "instagram" },
  target: { targetType: "instagram" },
});

describe("a file", () => {
  test("is sent to the storage without the key, is kept there with its size and type, and can be posted", async () => {
    const { apiKey, facade, sent } = tenants.open();
    const { media, posts } = facade.blotato;
    const { url } = await media.upload(picture);
    const [create, put] = sent;
    expect([create?.method, create?.url.pathname]).toEqual(["POST", "/v2/media/uploads"]);
    expect(put?.method).toBe("PUT");
    const headers = present(put).headers;
    expect([headers.has("blotato-api-key"), headers.get("content-type")]).toEqual([false, "image/jpeg"]);
    const stored = await fetch(present(put).url, { method: "HEAD" });
    expect([stored.headers.get("content-length"), stored.headers.get("content-type")]).toEqual([
      "150000",
      "image/jpeg",
    ]);
    const submission = await posts.publish(postOf(url));
    tenants.mock.clock.of(apiKey).advance("1s");
    expect((await posts.status(submission.postSubmissionId)).status).toBe("published");
  });

  test("of the disk is read as it is sent, with its progress", async () => {
    const folder = await mkdtemp(join(tmpdir(), "upload-"));
    try {
      const path = join(folder, "folding.mp4");
      await writeFile(path, new Uint8Array(1_000_000));
      const { facade, sent } = tenants.open();
      const steps: number[] = [];
      const onProgress = ({ sent: done }: { sent: number }): unknown => steps.push(done);
      await facade.blotato.media.upload({ content: await openAsBlob(path), name: "folding.mp4" }, { onProgress });
      expect([steps[0], steps.at(-1)]).toEqual([0, 1_000_000]);
      expect(steps.length).toBeGreaterThan(10);
      const stored = await fetch(present(sent.at(-1)).url, { method: "HEAD" });
      expect(stored.headers.get("content-type")).toBe("video/mp4");
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test("is sent again when the storage could not be reached", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    let failures = 0;
    const { facade, sent } = tenants.open({
      retries: 1,
      before: ({ method }) => {
        if (method === "PUT" && (failures += 1) === 1) throw new TypeError("the connection broke");
      },
    });
    await facade.blotato.media.upload(picture);
    vi.restoreAllMocks();
    expect([failures, sent.map(({ method }) => method)]).toEqual([2, ["POST", "PUT"]]);
  });

  test("that comes too late is an error, which holds what the storage says and not the signature", async () => {
    const { apiKey, facade, sent } = tenants.open({
      before: ({ method }) => method === "PUT" && tenants.mock.clock.of(apiKey).advance("16m"),
    });
    const error: unknown = await facade.blotato.media.upload(picture).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ status: 403, maybeSent: false, body: expect.stringMatching(/has expired/) });
    const signature = present(sent.at(-1)?.url.searchParams.get("signature"));
    expect(JSON.stringify(error)).not.toContain(signature);
  });
});

test("an address for somebody else to send to is had by itself", async () => {
  const { facade } = tenants.open();
  const { presignedUrl, publicUrl } = await facade.blotato.media.createUpload({ filename: "rolls.jpg" });
  const response = await fetch(presignedUrl, { method: "PUT", body: picture });
  expect([response.status, publicUrl]).toEqual([200, expect.stringMatching(/^https:.*\.jpg$/)]);
});
