import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, onTestFinished } from "vitest";

import { startMock, type RunningMock } from "./running-mock.ts";

export interface Stage {
  readonly mock: RunningMock;
  /** Opens a view in a window of its own. Whatever it asks of others than this machine, and is not expected, fails the test. */
  open(view?: string, options?: BrowserContextOptions, expected?: readonly string[]): Promise<Page>;
}

/** A mock and a browser for the tests of a block. */
export function useStage(...args: readonly string[]): Stage {
  let mock: RunningMock;
  let browser: Browser;
  beforeAll(async () => {
    [mock, browser] = await Promise.all([startMock(inject("page"), ...args), launch()]);
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
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      const problems: string[] = [];
      page.on("pageerror", (error) => problems.push(error.message));
      page.on("request", (request) => {
        const { hostname, protocol } = new URL(request.url());
        const isOfPage = protocol === "data:" || protocol === "blob:" || hostname === new URL(baseURL).hostname;
        if (!isOfPage && !expected.includes(hostname)) problems.push(`The page asked ${request.url()}`);
      });
      page.on("console", (message) => {
        // A failing answer is no mistake of the page.
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

const ownNames = ["127.0.0.1", "127.0.0.2", "::1", "localhost"].map((name) => `EXCLUDE ${name}`).join(", ");

/** No name is looked up but those of this machine, whatever a page may try. */
const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: inject("chromium"),
    args: ["--no-sandbox", `--host-resolver-rules=MAP mock.test 127.0.0.1, MAP * ~NOTFOUND, ${ownNames}`],
  });
