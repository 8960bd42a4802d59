/**
 * What the client's own work costs for one call, without a network: a `fetch` that responds from memory, by itself, under
 * openapi-fetch, and under the facade. Times and bytes per call, side by side.
 */
import type { paths } from "@switchboard/blotato";
import { createBlotato } from "@switchboard/messaging/blotato";
import { bench, do_not_optimize, group, run, summary } from "mitata";
import createClient, { type Client } from "openapi-fetch";

import { acceptedMessage, conversationPage, outgoing } from "./responses.ts";

const headers = { "content-type": "application/json; charset=utf-8" };
const apiKey = "bench-key";
const base = "https://backend.blotato.com";

const respondingWith =
  (body: string): typeof fetch =>
  async () =>
    new Response(body, { headers });
const fetchList = respondingWith(conversationPage(0, 10, 20));
const fetchSend = respondingWith(acceptedMessage);
const openapiFetch = (fetch: typeof globalThis.fetch): Client<paths> =>
  createClient<paths>({ baseUrl: base, headers: { "blotato-api-key": apiKey }, redirect: "manual", fetch });
const lists = {
  raw: openapiFetch(fetchList),
  facade: createBlotato({ apiKey, fetch: fetchList }),
};
const sends = {
  raw: openapiFetch(fetchSend),
  facade: createBlotato({ apiKey, fetch: fetchSend }),
};

const query = { limit: 10, platform: "instagram" } as const;

summary(() => {
  group("list a page of 10 conversations", () => {
    bench("openapi-fetch", async () => {
      do_not_optimize(await lists.raw.GET("/v2/conversations", { params: { query } }));
    }).baseline(true);
    bench("facade", async () => {
      do_not_optimize(await lists.facade.conversations.list(query).pages().next());
    });
    bench("fetch", async () => {
      const response = await fetchList(`${base}/v2/conversations?limit=10&platform=instagram`, {
        headers: { "blotato-api-key": apiKey },
      });
      do_not_optimize(await response.json());
    });
  });
});

summary(() => {
  group("send a message", () => {
    bench("openapi-fetch", async () => {
      do_not_optimize(await sends.raw.POST("/v2/messages", { body: outgoing }));
    }).baseline(true);
    bench("facade", async () => {
      do_not_optimize(await sends.facade.messages.send(outgoing));
    });
    bench("fetch", async () => {
      const response = await fetchSend(`${base}/v2/messages`, {
        method: "POST",
        headers: { "blotato-api-key": apiKey, "content-type": "application/json" },
        body: JSON.stringify(outgoing),
      });
      do_not_optimize(await response.json());
    });
  });
});

await run();
