import { findChromium } from "@switchboard/task-inputs/chromium";
import { chromium } from "playwright-core";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Where tests connect to the browser. */
    readonly browser: string;
  }
}

const ownNames = ["127.0.0.1", "127.0.0.2", "::1", "localhost"].map((name) => `EXCLUDE ${name}`).join(", ");

/**
 * One browser for all tests. No name is looked up but those of this machine, whatever a page may try.
 *
 * @throws Error where there is none: who asks for tests in a browser must not be told that they passed
 */
export default async function launchBrowser({ provide }: TestProject): Promise<() => Promise<void>> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    throw new Error(
      "There is no Chromium to test the page in. Install it (apt-get install chromium-headless-shell), or name it in CHROMIUM_PATH.",
    );
  }
  const server = await chromium.launchServer({
    executablePath,
    host: "127.0.0.1",
    timeout: 300_000,
    args: ["--no-sandbox", `--host-resolver-rules=MAP mock.test 127.0.0.1, MAP * ~NOTFOUND, ${ownNames}`],
  });
  provide("browser", server.wsEndpoint());
  return () => server.close();
}
