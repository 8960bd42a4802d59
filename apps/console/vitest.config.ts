import { defineConfig } from "vitest/config";

import { specsPlugin } from "./build/specs-plugin.ts";

export default defineConfig({
  plugins: [specsPlugin()],
  test: {
    // Fails a test that reads what turbo does not keep its result by.
    setupFiles: ["@switchboard/task-inputs"],
    // Each file of the page has a browser and a mock of its own, and CI has two cores.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: "code", include: ["test/code/**/*.test.ts"] } },
      {
        extends: true,
        test: {
          name: "page",
          include: ["test/*.test.ts"],
          // A browser on a busy machine loses a click now and then, when what is clicked moves. A fault of the page comes again.
          retry: 2,
          setupFiles: ["test/to-be-seen.ts"],
          globalSetup: ["test/build-page.ts"],
        },
      },
    ],
  },
});
