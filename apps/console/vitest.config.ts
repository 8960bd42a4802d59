import { defineConfig } from "vitest/config";

import { specsPlugin } from "./build/specs-plugin.ts";

export default defineConfig({
  plugins: [specsPlugin()],
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/to-be-seen.ts"],
    globalSetup: ["test/build-page.ts"],
    // Each file has a browser and a mock of its own, and CI has two cores.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
