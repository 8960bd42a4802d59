import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Fails a test that reads what turbo does not keep its result by.
    setupFiles: ["@switchboard/task-inputs"],
    // A thousand runs of a property, on a machine that has other work as well.
    testTimeout: 30_000,
    // No test changes what others import, and what is loaded once need not be loaded for each file.
    isolate: false,
    projects: [
      // `pnpm test` runs campaigns at a tenth, and leaves out what takes a machine for long; `pnpm test:whole` has both, whole.
      {
        extends: true,
        test: {
          name: "quick",
          include: ["test/**/*.test.ts"],
          exclude: ["test/**/*.whole.test.ts"],
          provide: { campaigns: 0.1 },
        },
      },
      {
        extends: true,
        test: { name: "whole", include: ["test/**/*.{campaign,whole}.test.ts"], provide: { campaigns: 1 } },
      },
    ],
  },
});
