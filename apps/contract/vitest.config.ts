import { availableParallelism } from "node:os";

import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
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
          // `tsc -p tsconfig.json` over the whole package: a type that no longer rejects fails the run, in whichever file.
          typecheck: { enabled: true, include: ["test/**/*.test-d.ts"], tsconfig: "./tsconfig.json" },
        },
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
