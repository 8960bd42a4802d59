import { chromium } from "playwright-core";
import type { TestProject } from "vitest/node";

import { findChromium } from "./chromium.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where tests connect to the browser. */
    readonly browser: string;
  }
}

const ownNames = ["127.0.0.1", "127.0.0.2", "::1", "localhost"].map((name) => `EXCLUDE ${name}`).join(", ");

/** One browser for all tests. No name is looked up but those of this machine, whatever a page may try. */
export default async function launchBrowser({ provide }: TestProject): Promise<() => Promise<void>> {
  const server = await chromium.launchServer({
    executablePath: findChromium(),
    host: "127.0.0.1",
    timeout: 300_000,
    args: ["--no-sandbox", `--host-resolver-rules=MAP mock.test 127.0.0.1, MAP * ~NOTFOUND, ${ownNames}`],
  });
  provide("browser", server.wsEndpoint());
  return () => server.close();
}
