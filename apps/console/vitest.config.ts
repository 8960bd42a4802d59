import { defineConfig } from "vitest/config";

import { specsPlugin } from "./build/specs-plugin.ts";

export default defineConfig({
  plugins: [specsPlugin()],
  test: {
    // Fails a test that reads what turbo does not keep its result by.
    setupFiles: ["@switchboard/task-inputs"],
    // Each file of the page has a mock of its own, and CI has two cores.
    maxWorkers: 2,
    // For what hangs: a browser on a busy machine may take its time.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // Shorter, so that a test that hangs still says for what it waited.
    expect: { poll: { timeout: 300_000 } },
    projects: [
      { extends: true, test: { name: "code", include: ["test/code/**/*.test.ts"] } },
      {
        extends: true,
        test: {
          name: "page",
          include: ["test/**/*.test.ts"],
          exclude: ["test/code/**"],
          // What drives the browser is large, and is loaded once for all files of a worker.
          isolate: false,
          setupFiles: ["test/support/to-be-seen.ts"],
          globalSetup: ["test/support/build-page.ts", "test/support/launch-browser.ts"],
        },
      },
    ],
  },
});
