import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Fails a test that reads what turbo does not keep its result by.
    setupFiles: ["@switchboard/task-inputs"],
    // Compilers and programs run in these tests, and take their time on a machine that others use as well.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // No test leaves anything behind in its process, and what is loaded once need not be loaded for each file.
    isolate: false,
    // Text is compared without colours, whatever the terminal supports.
    env: { FORCE_COLOR: "0", NO_COLOR: "1" },
    projects: [
      // What takes a machine for long runs in `pnpm test:whole`.
      {
        extends: true,
        test: {
          name: "quick",
          include: ["test/**/*.test.ts"],
          exclude: ["test/**/*.whole.test.ts"],
        },
      },
      {
        extends: true,
        test: { name: "whole", include: ["test/**/*.whole.test.ts"] },
      },
    ],
  },
});
