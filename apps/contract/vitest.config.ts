import { availableParallelism } from "node:os";

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Fails a test that reads what turbo does not keep its result by.
    setupFiles: ["@switchboard/task-inputs"],
    // Files share their modules, and with them a mock, which each of them finds as it is at its start.
    isolate: false,
    // By default one core stays free, which is half of a small machine.
    maxWorkers: availableParallelism(),
    // For what hangs. Compilers and programs of others run in some of the tests, and a machine may be busy.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    projects: [
      {
        extends: true,
        test: {
          name: "mock",
          include: ["test/**/*.test.ts"],
          exclude: ["test/**/*.whole.test.ts"],
        },
      },
      {
        // What takes a machine for long.
        extends: true,
        test: { name: "whole", include: ["test/**/*.whole.test.ts"] },
      },
      {
        // The same tests again, with Prism's own proxy between the clients and the mock. The files that are left out break the
        // spec on purpose, or have no mock.
        extends: true,
        test: {
          name: "prism proxy",
          include: ["test/operations.test.ts", "test/{blooio,blotato}/{errors,listings,results,sends}.test.ts"],
          provide: { proxied: true },
        },
      },
      {
        // And again, with every request and response validated by Prism's own engine: the mock's fast path must change nothing.
        extends: true,
        test: {
          name: "prism engine",
          include: ["test/operations.test.ts", "test/{blooio,blotato}/*.test.ts"],
          provide: { validate: "prism" },
        },
      },
    ],
  },
});
