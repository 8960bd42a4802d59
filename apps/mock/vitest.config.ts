import { availableParallelism } from "node:os";

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Importing Prism takes longer than most files: once for each worker is enough. No test changes what others import.
    isolate: false,
    // A few tests start a process, which takes its time on a machine that others use as well.
    testTimeout: 30_000,
    // By default one core stays free, which is half of a small machine.
    maxWorkers: availableParallelism(),
  },
});
