import type { Page, Request } from "playwright-core";
import { beforeEach, describe, expect, inject, it } from "vitest";

import { useStage } from "./support/browser.ts";
import { runReadmeProgram } from "./support/readme-programs.ts";
import { startMock, type RunningMock } from "./support/running-mock.ts";

const json = { "content-type": "application/json" };

async function sendAs(key: string, mock: Pick<RunningMock, "blooio">, text: string): Promise<string> {
  const response = await fetch(`${mock.blooio}/messages`, {
    method: "POST",
    headers: { ...json, authorization: `Bearer ${key}` },
    body: JSON.stringify({ to: "+15555550142", text }),
  });
  expect(response.status).toBe(201);
  return ((await response.json()) as { chat_id: string }).chat_id;
}

/** Waits until the page has learned from the mock which tenant its key has. */
const hasLearned = (page: Page): Promise<void> => page.getByText(/^#\d+, of this key/).waitFor({ state: "attached" });

describe("an open page", () => {
  const stage = useStage("--rate-limits");
  beforeEach(() => stage.mock.admin("POST", "/reset", {}));

  const listAsClient = async (): Promise<number> =>
    (await fetch(`${stage.mock.blotato}/v2/conversations?limit=1`, { headers: { "blotato-api-key": "test" } })).status;

  /** A conversation whose newest message is on its way for ever, as the data begins. */
  const queuedConversation = async (): Promise<string> => {
    const { tenant } = (await stage.mock.admin("POST", "/tenants", { key: "test" })) as { tenant: number };
    const path = `/tenants/${tenant}/blotato/v2/messages?limit=50`;
    const { items } = (await stage.mock.admin("GET", path)) as {
      items: { conversationId: string; status: string; direction: string }[];
    };
    const found = items.find(({ direction, status }) => direction === "outgoing" && status !== "delivered");
    return (found ?? items[0])?.conversationId ?? "";
  };

  it.each(["inbox", "inbox with a conversation", "journal", "bench", "requests/blotato/sendMessage", "about"])(
    "leaves journal, limits and faults as they were after an hour, and polls nothing: %s",
    async (view) => {
      await sendAs("test", stage.mock, "From a client.");
      await stage.mock.admin("POST", "/faults", { operationId: "*", status: 503, times: 1, after: 60 });
      const before = await Promise.all(
        ["/requests?limit=1000", "/faults", "/coverage"].map((path) => stage.mock.admin("GET", path)),
      );
      const id = await queuedConversation();
      const page = await stage.open("about");
      const { awaited, requested } = watchRequests(page);
      /** The page's clock may only run on when no response is awaited: to the client it would be late. */
      const runFor = async (time: string): Promise<void> => {
        await expect.poll(() => [...awaited].map((request) => request.url())).toEqual([]);
        await page.clock.runFor(time);
      };
      await page.clock.install();
      await page.goto(`./#/${view === "inbox with a conversation" ? `inbox/blotato/${id}` : view}`);
      await page.reload();
      await hasLearned(page);
      for (const ahead of ["20 min", "40 min", "1 h"]) {
        await stage.mock.admin("POST", "/clock", { advance: "20m" });
        await expect(page.getByText(`clock +${ahead}`)).toBeSeen();
        await runFor("20:00");
      }
      // What it has to read after all this comes to an end, and then an hour passes in which it requests nothing.
      await expect
        .poll(async () => {
          requested.splice(0);
          await runFor("01:00:00");
          return requested;
        })
        .toEqual([]);
      const after = await Promise.all(
        ["/requests?limit=1000", "/faults", "/coverage"].map((path) => stage.mock.admin("GET", path)),
      );
      expect(after).toEqual(before);
      // What a client may request in a minute is all there, however long the minute takes.
      await stage.mock.admin("POST", "/clock", { held: true });
      const statuses = await Promise.all(Array.from({ length: 62 }, listAsClient));
      expect(statuses.toSorted((a, b) => a - b)).toEqual([...Array.from({ length: 60 }, () => 200), 429, 503]);
    },
  );

  it("shows a status as it moves, although nobody asks", async () => {
    await stage.mock.admin("POST", "/clock", { held: true });
    const chat = await sendAs("test", stage.mock, "On its way.");
    const page = await stage.open(`inbox/blooio/${chat}`);
    const message = page.locator(".is-ours", { hasText: "On its way." }).last();
    await expect(message.getByText("queued")).toBeSeen();
    await stage.mock.admin("POST", "/clock", { held: false });
    await expect(message.getByText(/delivered|read/)).toBeSeen();
  });
});

interface WatchedRequests {
  /** Those to which the response has not come yet; that of the mock's events never ends. */
  readonly awaited: ReadonlySet<Request>;
  /** The address of each that was made. */
  readonly requested: string[];
}

function watchRequests(page: Page): WatchedRequests {
  const awaited = new Set<Request>();
  const requested: string[] = [];
  page.on("request", (request) => {
    requested.push(request.url());
    // What the document before has requested is over with it.
    if (request.isNavigationRequest()) awaited.clear();
    if (!request.url().includes("/__mock/events")) awaited.add(request);
  });
  const end = (request: Request): boolean => awaited.delete(request);
  page.on("requestfinished", end);
  page.on("requestfailed", end);
  return { awaited, requested };
}

describe("the README's own programs", () => {
  const stage = useStage();

  it("appear in the page's inbox and journal, with the key that the page begins with", async () => {
    const page = await stage.open("inbox");
    await hasLearned(page);
    await runReadmeProgram("First list", stage.mock);
    const printed = await runReadmeProgram("First send", stage.mock);
    expect(printed).toContain("delivered");
    for (const text of ["Thank you for writing!", "Your parcel is on its way."]) {
      await page.goto("./#/inbox");
      await page.getByRole("navigation", { name: "Conversations" }).getByText(text).first().click();
      await expect(page.locator(".is-ours[data-message]", { hasText: text }).last()).toBeSeen();
    }
    await page.getByRole("link", { name: "Journal" }).click();
    await expect(page.getByRole("grid", { name: "Requests" }).getByText("/v2/messages").first()).toBeSeen();
  });
});

describe("the choice of a tenant", () => {
  const stage = useStage();

  it("lists the keys that were used as numbers with counts, and shows inbox, journal and faults of the one that is picked", async () => {
    await sendAs("test", stage.mock, "Of the page’s own key.");
    const chat = await sendAs("secret-of-another", stage.mock, "Of another key.");
    const page = await stage.open("journal");
    const choice = page.getByLabel("Tenant of the page");
    const option = choice.locator("option", { hasText: /^#2 · .*Blooio \d+ chats, \d+ messages.* · used / });
    await option.waitFor({ state: "attached" });
    await choice.selectOption("2");
    const rows = page.getByRole("grid", { name: "Requests" }).locator("[data-entry]");
    await expect.poll(() => rows.count()).toBe(1);
    expect(await rows.first().getAttribute("data-entry")).toBe("2");

    await page.goto(`./#/inbox/blooio/${chat}`);
    await page.getByText("Of another key.").first().waitFor();
    await page.getByLabel("Write as the business", { exact: true }).fill("By hand.");
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await page.locator(".is-ours", { hasText: "By hand." }).waitFor();

    await page.goto("./#/bench");
    await page.getByRole("button", { name: "500 once, on anything" }).click();
    await expect(page.getByRole("list", { name: "Faults in force" }).getByText("for tenant #2").first()).toBeSeen();
    await page.goto("./#/requests/blooio/listChats");
    await page.getByRole("button", { name: "Send to the mock" }).click();
    await expect(page.getByText("500 Internal Server Error")).toBeSeen();

    const { items } = (await stage.mock.admin("GET", "/requests?tenant=2")) as { items: { operationId: string }[] };
    expect(items.map(({ operationId }) => operationId)).toEqual(["sendMessage", "sendMessageToChat", "listChats"]);
    expect(await page.content()).not.toContain("secret-of-another");

    await choice.selectOption("");
    await page.goto("./#/journal");
    await expect.poll(() => rows.count()).toBe(4);
  });
});

describe("a mock that was started anew", () => {
  const stage = useStage();

  it("is known for another: its journal is not mixed with the former one, nor is a tenant that was picked", async () => {
    // No connection goes out from there, which could take a port that must stay free.
    const host = ["--host", "127.0.0.2"];
    const former = await startMock(inject("page"), ...host);
    const ports = [former.blotato, former.blooio, former.page].map((address) => new URL(address).port);
    let mock: RunningMock | undefined = former;
    try {
      const page = await stage.open("journal", { baseURL: former.page });
      for (const key of ["another", "test"]) {
        await fetch(`${former.blooio}/chats?limit=1`, { headers: { authorization: `Bearer ${key}` } });
      }
      const rows = page.getByRole("grid", { name: "Requests" }).locator("[data-entry]");
      await expect.poll(() => rows.count()).toBe(2);
      await page.getByLabel("Tenant of the page").selectOption({ index: 1 });
      await former.close();
      mock = undefined;
      await expect(page.getByText("Start it with “npx --yes pnpm@12 mock”.").first()).toBeSeen();
      const names = ["--blotato-port", "--blooio-port", "--console-port"];
      mock = await startMock(inject("page"), ...host, ...names.flatMap((name, index) => [name, ports[index] ?? ""]));
      // More than before, so that counts alone do not tell that it is another.
      for (let times = 0; times < 3; times += 1) await sendAs("test", mock, "After.");
      await expect.poll(() => rows.count()).toBe(3);
      expect((await rows.allInnerTexts()).join()).not.toMatch(/chats/i);
      await page.goto("./#/inbox");
      await page.getByRole("navigation", { name: "Conversations" }).getByText("After.").first().waitFor();
      expect(await page.getByLabel("Tenant of the page").inputValue()).toBe("");
      expect(await page.evaluate(() => sessionStorage.getItem("switchboard.tenant"))).toBeNull();
    } finally {
      await mock?.close();
    }
  });
});
