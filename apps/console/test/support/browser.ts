import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, onTestFinished } from "vitest";

import { startMock, type RunningMock } from "./running-mock.ts";

export interface Stage {
  readonly mock: RunningMock;
  /** Opens a view in a window of its own. Any unexpected request to another machine fails the test. */
  open(view?: string, options?: BrowserContextOptions, expected?: readonly string[]): Promise<Page>;
}

/** A mock for the tests of a block, and the browser of all tests, in which each has a context of its own. */
export function useStage(...args: readonly string[]): Stage {
  let mock: RunningMock;
  let browser: Browser;
  beforeAll(async () => {
    // One after the other: the mock is known, and ended, even where there is no browser to connect to.
    mock = await startMock(inject("page"), ...args);
    browser = await chromium.connect(inject("browser"));
  });
  afterAll(async () => {
    await Promise.all([mock?.close(), browser?.close()]);
  });
  return {
    get mock() {
      return mock;
    },
    async open(view = "", options = {}, expected = []) {
      const { baseURL = mock.page } = options;
      const context = await browser.newContext({ ...options, baseURL });
      await context.addInitScript(keepCopied);
      // For what hangs, as the limits of the tests; for each tab that is opened.
      context.setDefaultTimeout(300_000);
      const page = await context.newPage();
      const problems: string[] = [];
      page.on("pageerror", (error) => problems.push(error.message));
      page.on("request", (request) => {
        const { hostname, protocol } = new URL(request.url());
        const isOfPage = protocol === "data:" || protocol === "blob:" || hostname === new URL(baseURL).hostname;
        if (!isOfPage && !expected.includes(hostname)) problems.push(`The page requested ${request.url()}`);
      });
      page.on("console", (message) => {
        // A failing response is not a mistake of the page.
        const text = message.text();
        if (message.type() === "error" && !text.startsWith("Failed to load resource")) problems.push(text);
      });
      onTestFinished(async () => {
        await context.close();
        expect(problems).toEqual([]);
      });
      await page.goto(`./#/${view}`);
      await page.getByRole("main").waitFor();
      return page;
    },
  };
}

/** The clipboard is that of the browser, in which other tests copy at the same time: each page keeps what it has copied itself. */
function keepCopied(): void {
  const { clipboard } = navigator;
  // It is there for secure pages alone.
  if (clipboard === undefined) return;
  const write = clipboard.writeText.bind(clipboard);
  clipboard.writeText = async (text) => {
    await write(text);
    document.documentElement.dataset["copied"] = text;
  };
}

/** What the page has copied last; empty when it has copied nothing. */
export const copiedFrom = (page: Page): Promise<string> =>
  page.evaluate(() => document.documentElement.dataset["copied"] ?? "");
