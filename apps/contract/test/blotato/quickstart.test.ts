import { startMock, type Mock } from "@switchboard/mock";
import { afterAll, beforeAll, expect, test } from "vitest";

let mock: Mock;
beforeAll(async () => {
  // The quickstart's example of a scheduled post names a time of March 2025.
  mock = await startMock({ startTime: new Date("2025-03-01T12:00:00Z") });
});
afterAll(async () => {
  expect(mock.blotato.violations).toEqual([]);
  await mock.close();
});

/** The reader is to put in the ids of connected accounts and pages: those of the mock. */
const ids: Readonly<Record<string, string>> = {
  acc_12345: "40114",
  acc_67890: "40113",
  acc_13579: "40114",
  acc_24680: "40112",
  "987654321": "987600000000123",
};

/** The bodies of the vendor's quickstart to the letter, apart from a comma too many in the last one. */
const examples: readonly (readonly [title: string, path: string, body: string])[] = [
  [
    "a post",
    "/v2/posts",
    '{"post":{"accountId":"acc_12345","content":{"text":"Hello, world!","mediaUrls":[],"platform":"twitter"},"target":{"targetType":"twitter"}}}',
  ],
  [
    "a scheduled post",
    "/v2/posts",
    '{"post":{"accountId":"acc_67890","content":{"text":"Scheduled post example","mediaUrls":[],"platform":"facebook"},"target":{"targetType":"facebook","pageId":"987654321"}},"scheduledTime":"2025-03-10T15:30:00Z"}',
  ],
  [
    "a thread",
    "/v2/posts",
    '{"post":{"accountId":"acc_13579","content":{"text":"This is the first tweet in the thread.","mediaUrls":[],"platform":"twitter","additionalPosts":[{"text":"Here\'s the second tweet, adding more info.","mediaUrls":[]},{"text":"And here\'s the third tweet to conclude!","mediaUrls":[]}]},"target":{"targetType":"twitter"}}}',
  ],
  ["an upload", "/v2/media", '{"url":"https://example.com/image.jpg"}'],
  [
    "a post with a picture",
    "/v2/posts",
    '{"post":{"accountId":"acc_24680","content":{"text":"Check out this image!","mediaUrls":["https://database.blotato.com/d1655c49-0bc4-4dd0-88b2-323ce0069fa4.jpg"],"platform":"instagram"},"target":{"targetType":"instagram"}}}',
  ],
];

test.each(examples)("the quickstart's example of %s is accepted", async (_, path, printed) => {
  const body = printed.replaceAll(/acc_\d+|987654321/g, (id) => ids[id] ?? id);
  const headers = { "content-type": "application/json", "blotato-api-key": "quickstart" };
  const response = await fetch(`${mock.blotato.url}${path}`, { method: "POST", headers, body });
  const result: unknown = await response.json();
  const expected = path === "/v2/media" ? { url: expect.any(String) } : { postSubmissionId: expect.any(String) };
  expect([response.status, result]).toMatchObject([201, expected]);
  if (printed.includes("scheduledTime")) expect(result).toMatchObject({ scheduledTime: "2025-03-10T15:30:00.000Z" });
});
