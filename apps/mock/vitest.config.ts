import { availableParallelism } from "node:os";

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Fails a test that reads what turbo does not keep its result by.
    setupFiles: ["@switchboard/task-inputs"],
    // Importing Prism takes longer than most files: once for each worker is enough. No test changes what others import.
    isolate: false,
    // A few tests start a process, which takes its time on a machine that others use as well.
    testTimeout: 30_000,
    // Many hooks start a mock, and the first after a change to a spec compiles every schema of it.
    hookTimeout: 60_000,
    // By default one core stays free, which is half of a small machine.
    maxWorkers: availableParallelism(),
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
