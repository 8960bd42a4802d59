// A team's suite, for the runners whose `test` and `expect` are global: a mock of its own, and what it gives, rejects and remembers.
import { startMock } from "@switchboard/mock";

/** @type {import("@switchboard/mock").Mock} */
let mock;
beforeAll(async () => {
  mock = await startMock({ scenario: "busy-inbox" });
});
afterAll(() => mock.close());

const call = async (path, body) => {
  const headers = { authorization: "Bearer test", "blotato-api-key": "test", "content-type": "application/json" };
  const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  const response = await fetch(path, { headers, ...init });
  return { status: response.status, body: await response.json() };
};

test("lists, sends, and moves the time of a tenant", async () => {
  const { body } = await call(`${mock.blotato.url}/v2/conversations?limit=1&platform=instagram`);
  const [{ id, accountId }] = body.items;
  mock.blotato.receive({ conversationId: id, text: "Are you open today?" });
  expect((await call(`${mock.blotato.url}/v2/messages?conversationId=${id}`)).body.items[0].text).toMatch(/open today/);
  const sent = await call(`${mock.blooio.url}/messages`, { to: "+15555550142", text: "Hello" });
  expect([sent.status, accountId]).toEqual([201, expect.any(String)]);
  mock.clock.of("test").advance("46d");
  expect((await call(`${mock.blotato.url}/v2/messages?limit=1`)).body.items).toEqual([]);
});

test("rejects with reasons, whichever way Prism takes", async () => {
  for (const body of [{}, { to: { group_id: 5 } }, { to: "+15555550142", poll: { title: "x" } }]) {
    expect((await call(`${mock.blooio.url}/messages`, body)).status).toBe(422);
  }
  expect((await call(`${mock.blotato.url}/v2/posts`, { post: { content: { platform: "fax" } } })).status).toBe(422);
  expect((await call(`${mock.blotato.url}/v2/media`, { url: "no address" })).status).toBe(422);
  expect((await call(`${mock.blotato.url}/v2/conversations?accountId=nobody`)).body.items).toEqual([]);
});

test("fails on demand, and keeps what was requested without the key", async () => {
  mock.fail("listChats", { status: 503, times: 1, key: "test" });
  expect((await call(`${mock.blooio.url}/chats`)).status).toBe(503);
  const [last] = mock.requests("listChats").slice(-1);
  expect([last.response.status, last.headers.authorization]).toEqual([503, "[redacted]"]);
  const state = await call(`${new URL(mock.blooio.url).origin}/__mock/state`);
  expect([state.status, mock.blotato.violations, mock.blooio.violations]).toEqual([200, [], []]);
});
