import { ApiError } from "@switchboard/messaging";
import { expect, test } from "vitest";

import { mockedTenants, present, type Tenant } from "../tenants.ts";

const tenants = mockedTenants();

/** A tenant whose clock moves on with each request. */
const tenantWithSteps = (milliseconds: number): Tenant =>
  tenants.open({ before: () => tenants.mock.clock.advance(milliseconds) });

const failureOf = (call: Promise<unknown>): Promise<unknown> => call.catch((error: unknown) => error);

test("a video is made from a template and a prompt, and followed until it can be used in a post", async () => {
  const { posts, visuals } = tenantWithSteps(700).facade.blotato;
  const template = present((await visuals.templates({ search: "video" }))[0]);
  const started = await visuals.create({ templateId: template.id, inputs: {}, prompt: "How sourdough is made." });
  const { mediaUrl } = await visuals.waitUntilDone(started);
  const { postSubmissionId } = await posts.publish({
    accountId: "40114",
    content: { text: "Sourdough.", mediaUrls: [present(mediaUrl)], platform: "twitter" },
    target: { targetType: "twitter" },
  });
  expect((await posts.waitUntilPublished({ postSubmissionId })).status).toBe("published");
});

test("what cannot be made ends the waiting, and can be deleted", async () => {
  const { visuals } = tenantWithSteps(700).facade.blotato;
  const inputs = { quote: "Good bread takes its time.", background: "https://cdn.invalid/oven.jpg" };
  const started = await visuals.create({ templateId: "77f65d2b-48cc-4adb-bfbb-5bc86f8c01bd", inputs });
  const error = await failureOf(visuals.waitUntilDone(started));
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ kind: "delivery", body: { id: started.id, status: "creation-from-template-failed" } });
  expect(await visuals.delete(started.id)).toBeUndefined();
  expect(await failureOf(visuals.get(started.id))).toMatchObject({ kind: "notFound" });
});

test("the deletion of a visual has no body, and says nothing of one", async () => {
  const tenant = tenants.open();
  const { visuals } = tenant.facade.blotato;
  await visuals.delete("0b7e9c52-6a3d-4f18-9c41-d5e802b6f7a1");
  expect(tenant.sent.at(-1)?.headers.has("content-type")).toBe(false);
});

test("a source is followed until it was read, and one that cannot be read ends the waiting with the reason", async () => {
  const { sources } = tenantWithSteps(300).facade.blotato;
  const article = { sourceType: "article", url: "https://blog.example.com/why-rye" } as const;
  expect(await sources.waitUntilCompleted(await sources.create({ source: article }))).toMatchObject({
    status: "completed",
    referenceUrl: article.url,
    content: expect.any(String),
  });
  const lost = { ...article, url: "https://blog.invalid/why-rye" };
  const error = await failureOf(sources.waitUntilCompleted(await sources.create({ source: lost })));
  expect(error).toMatchObject({ kind: "delivery", message: expect.stringContaining("blog.invalid does not exist") });
});
