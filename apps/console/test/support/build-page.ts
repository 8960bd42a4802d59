import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

import type { TestProject } from "vitest/node";
import { build } from "vite";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the page is built for the tests of this run. */
    readonly page: string;
  }
}

/** Builds the page as it is now: what stands in `dist` may be older. */
export default async function buildPage({ provide }: TestProject): Promise<() => Promise<void>> {
  const outDir = await mkdtemp(path.join(tmpdir(), "switchboard-console-"));
  await build({
    root: fileURLToPath(new URL("../..", import.meta.url)),
    build: { outDir, emptyOutDir: false },
    logLevel: "warn",
  });
  provide("page", outDir);
  return () => rm(outDir, { recursive: true, force: true });
}
