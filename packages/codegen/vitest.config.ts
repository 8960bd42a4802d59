import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Fails a test that reads what turbo does not keep its result by.
    setupFiles: ["@switchboard/task-inputs"],
    // Compilers and programs run in these tests, which take their time on a machine that others use as well.
    testTimeout: 60_000,
    // No test changes what others import, and what is loaded once need not be loaded for each file.
    isolate: false,
    projects: [
      // What reads our own specs runs again with each edit of one, in `pnpm test:whole`.
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
