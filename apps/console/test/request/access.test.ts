import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";

import { useStage } from "../support/browser.ts";
import { seriousFindings } from "../support/serious-findings.ts";

const send = async (page: Page): Promise<void> => {
  await page.getByRole("button", { name: "Send to the mock" }).click();
  await page.locator(".response .state").waitFor();
};

const history = (page: Page) => page.getByText(/^History: /);

const states = [
  {
    state: "a folded list, its history and an unfolded description",
    view: "requests/blooio/listContacts",
    prepare: async (page: Page) => {
      await send(page);
      await history(page).click();
      await page.locator(".about summary").click();
    },
  },
  {
    state: "an example with a list, and an error of the service",
    view: "requests/blooio/sendMessage",
    prepare: async (page: Page) => {
      await page.getByLabel("Start from an example").selectOption({ index: 5 });
      await page.getByLabel("Kind of to").selectOption({ index: 1 });
      await page.getByRole("button", { name: "Add to to" }).click();
      await send(page);
    },
  },
  {
    state: "a file to upload, and the body as JSON",
    view: "requests/blooio/setGroupIcon",
    prepare: async (page: Page) => {
      await send(page);
      await page.getByRole("button", { name: "Edit as JSON" }).click();
    },
  },
];

describe("a request", () => {
  const stage = useStage();

  it.each(states.flatMap((each) => (["light", "dark"] as const).map((colorScheme) => ({ ...each, colorScheme }))))(
    "has no serious fault of access with $state, in $colorScheme",
    async ({ colorScheme, prepare, view }) => {
      const page = await stage.open(view, { colorScheme });
      await prepare(page);
      expect(await seriousFindings(page)).toEqual([]);
    },
  );

  it.each(states)(
    "fits a phone of 390 pixels with $state, and its list of operations does",
    async ({ prepare, view }) => {
      const page = await stage.open(view, { viewport: { width: 390, height: 844 } });
      await prepare(page);
      const overhang = (): Promise<number> =>
        page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(await overhang()).toBe(0);
      await page.getByRole("button", { name: "All operations" }).click();
      await page.getByLabel("Search operations").fill("message");
      expect(await overhang()).toBe(0);
    },
  );

  it("is found, filled, sent, read and sent again with the keyboard alone", async () => {
    const page = await stage.open("requests/blooio/getMe");
    const press = async (...keys: readonly string[]): Promise<void> => {
      for (const key of keys) await page.keyboard.press(key);
    };
    const focused = page.locator(":focus");
    const tabTo = async (name: RegExp): Promise<void> => {
      for (let presses = 0; presses < 60; presses += 1) {
        if (name.test(await focused.evaluate((element) => element.getAttribute("aria-label") ?? element.textContent)))
          return;
        await press("Tab");
      }
      throw new Error(`No Tab leads to ${String(name)}`);
    };
    await page.locator("article").focus();
    await press("/");
    await page.locator("input[type=search]:focus").waitFor();
    await page.keyboard.type("blooio list chats");
    await tabTo(/GET List chats/);
    await press("Enter");
    await page.locator("[data-operation='blooio listChats']:focus").waitFor();
    await tabTo(/^8? ?\d+ optional parameters$/);
    await press("Tab", "Tab", "Tab");
    await press("Control+Enter");
    await page.getByLabel("Body of the response").waitFor();
    await tabTo(/^Next page$/);
    await press("Enter");
    await page.getByText("History: 2").waitFor();
    await tabTo(/^Body of the response$/);
    await press("ArrowDown", "ArrowDown", "ArrowDown");
    await press("ArrowRight");
    await expect(page.getByLabel("Body of the response").locator("summary:focus + .json-inside")).toBeSeen();
    await tabTo(/^History: 2$/);
    await press("Enter");
    await tabTo(/^Open what was sent/);
    await tabTo(/^Send again what/);
    await press("Enter");
    await expect(page.getByText("History: 3")).toBeSeen();
  });
});
