import { rm } from "node:fs/promises";
import path from "node:path";

import type { Locator, Page } from "playwright-core";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";

import { useStage } from "./support/browser.ts";
import { field, knownRecipient } from "./support/form-fields.ts";
import { seriousFindings } from "./support/serious-findings.ts";

/** Each view as it looked at the last run, light, dark and on a phone, for people to look at. */
const screenshots = path.resolve(import.meta.dirname, "../screenshots");

type View = readonly [name: string, view: string, prepare: (page: Page) => Promise<unknown>];

const phone = { width: 360, height: 740 };
const desk = { width: 1280, height: 900 };

const views: readonly View[] = [
  [
    "start",
    "",
    async (page) => {
      await page.getByRole("region", { name: "Latest requests" }).getByRole("listitem").nth(4).waitFor();
      await page.getByRole("region", { name: "Tenants" }).getByRole("row").first().waitFor();
    },
  ],
  ["requests", "requests", (page) => page.getByRole("heading", { name: "Try both messaging APIs" }).waitFor()],
  ["form", "requests/blooio/sendMessage", (page) => page.getByRole("button", { name: "Send to the mock" }).waitFor()],
  [
    "request",
    "requests/blotato/sendMessage",
    async (page) => {
      await knownRecipient(page);
      await page.getByRole("button", { name: "Send to the mock" }).click();
      await page.getByRole("link", { name: "See it in the inbox" }).waitFor();
    },
  ],
  [
    "request-with-problems",
    "requests/blooio/sendMessage",
    async (page) => {
      await page.getByLabel("Kind of to").selectOption({ index: 1 });
      await page.getByRole("button", { name: "Add to to" }).click();
      await page
        .getByText(/^\d+ more fields$/)
        .first()
        .click();
      for (const name of ["Add poll", "Add rich_link", "Add link_preview"]) {
        await page.getByRole("button", { name }).click();
      }
      await page.getByRole("button", { name: "Send to the mock" }).click();
      await page.locator(".field .problem").first().waitFor();
    },
  ],
  [
    "conversations",
    "inbox",
    (page) => page.getByRole("navigation", { name: "Conversations" }).locator("li a").nth(9).waitFor(),
  ],
  [
    "comments",
    "inbox/comments",
    async (page) => {
      await page.getByRole("navigation", { name: "Posts with comments" }).locator("li a").first().click();
      await page.locator("[data-comment]").first().waitFor();
    },
  ],
  [
    "inbox",
    "inbox",
    async (page) => {
      await page.getByRole("navigation", { name: "Conversations" }).locator("li a").first().click();
      await page.locator("[data-message]").first().waitFor();
      await page.locator("[data-message] .raw summary").last().click();
      await page.getByLabel("The message as the service gives it").waitFor();
    },
  ],
  [
    "bench",
    "bench",
    async (page) => {
      await page.getByRole("button", { name: "429 for the next two sends" }).click();
      await page.getByText("Another fault").click();
      await page.getByRole("list", { name: "Faults in force" }).waitFor();
    },
  ],
  [
    "webhooks",
    "webhooks",
    async (page) => {
      // Nobody listens there.
      await page.getByLabel("Address of a receiver").fill("http://127.0.0.1:65000/hooks");
      await page.getByRole("button", { name: "Subscribe" }).click();
      await page.locator(".secret").waitFor();
      await page.getByRole("button", { name: "Let it happen" }).click();
      await page.getByRole("list", { name: "Deliveries" }).locator("summary").click();
      await page.getByRole("region", { name: "Attempt 1" }).waitFor();
    },
  ],
  ["journal", "journal", (page) => page.getByRole("grid", { name: "Requests" }).getByRole("link").first().waitFor()],
  [
    "journal-request",
    "journal",
    async (page) => {
      await page.getByRole("grid", { name: "Requests" }).getByRole("link", { name: "limit=999" }).click();
      await page.getByRole("heading", { name: "What Prism found" }).waitFor();
      await page.getByRole("region", { name: "What your code gets" }).waitFor();
    },
  ],
  ["real-start", "", (page) => page.getByLabel("Real services").check()],
  [
    "real-services",
    "requests/blotato/sendMessage",
    async (page) => {
      await page.getByLabel("Real services").check();
      await page.getByLabel("Blotato key", { exact: true }).fill("a-key");
      await page.getByRole("button", { name: "Use the Blotato key" }).click();
      // Those of the documents are the mock's.
      await field(page, "body/accountId").fill("1");
      await field(page, "body/recipientId").fill("2");
      await page.getByRole("button", { name: "Send to the real service" }).click();
      await page.getByRole("dialog").waitFor();
    },
  ],
  [
    "reference",
    "",
    async (page) => {
      await page.goto("reference.html?api=blotato#tag/messaging/POST/v2/messages");
      await page.getByRole("heading", { name: "Send a direct message" }).waitFor();
    },
  ],
];

async function picture(page: Page, name: string): Promise<void> {
  // A view scrolls with the next frame to what was opened.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  await page.screenshot({ path: path.join(screenshots, `${name}.png`) });
}

describe("each view", () => {
  const stage = useStage();
  beforeAll(() => rm(screenshots, { recursive: true, force: true }));
  // Some of the views are shown with a fault.
  beforeEach(async () => {
    await stage.mock.admin("POST", "/reset", {});
    // Something for the journal to show.
    for (const target of [
      "users/me",
      "users/me/accounts",
      "nothing",
      "conversations?limit=5",
      "conversations?limit=999",
    ]) {
      await fetch(`${stage.mock.blotato}/v2/${target}`, { headers: { "blotato-api-key": "test" } });
    }
  });
  const cases = views.flatMap(([name, view, prepare]) =>
    (["light", "dark"] as const).map((colorScheme) => ({ name, view, prepare, colorScheme })),
  );

  it.each(cases)(
    "$name has no serious fault of access, in $colorScheme",
    async ({ name, view, prepare, colorScheme }) => {
      const page = await stage.open(view, { colorScheme, viewport: desk });
      await prepare(page);
      await picture(page, `${name}-${colorScheme}`);
      expect(await seriousFindings(page)).toEqual([]);
    },
  );

  it.each(views.map(([name, view, prepare]) => ({ name, view, prepare })))(
    "$name fits a phone, and the fingers on it, and is named in its sight",
    async ({ name, view, prepare }) => {
      const page = await stage.open(view, { viewport: phone });
      await prepare(page);
      await picture(page, `${name}-phone`);
      const widths = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      expect(widths[0]).toBeLessThanOrEqual(widths[1] ?? 0);
      const { x = -1, width = 0 } = (await page.locator(".top [aria-current]").boundingBox()) ?? {};
      expect([x, x + width].filter((edge) => edge < 0 || edge > phone.width)).toEqual([]);
      expect(await seriousFindings(page)).toEqual([]);
    },
  );

  it("can be used with the keyboard alone: a message is sent", async () => {
    const page = await stage.open("requests/blooio/sendMessage");
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").innerText()).toBe("Skip to the content");
    await page.keyboard.press("Enter");
    const tabTo = async (locator: Locator): Promise<void> => {
      const isThere = (): Promise<boolean> => locator.evaluate((element) => element === document.activeElement);
      for (let presses = 0; presses < 80 && !(await isThere()); presses += 1) await page.keyboard.press("Tab");
    };
    await tabTo(page.getByLabel("text", { exact: true }));
    await page.keyboard.type("From the keyboard.");
    await tabTo(page.getByRole("button", { name: "Send to the mock" }));
    await page.keyboard.press("Enter");
    await expect(page.getByText("201 Created")).toBeSeen();
    await expect(page.locator("button:focus", { hasText: "Send to the mock" })).toBeSeen();
  });
});
