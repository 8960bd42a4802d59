import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // For what hangs: processes of others run in these tests, and a machine may be busy.
    testTimeout: 600_000,
    hookTimeout: 120_000,
    // Side by side: a campaign waits as much as it computes.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: { name: "embedded", include: ["test/**/*.test.ts"], exclude: ["test/**/*.servers.test.ts"] },
      },
      // With Redis and PostgreSQL, which CI installs.
      { extends: true, test: { name: "servers", include: ["test/**/*.servers.test.ts"] } },
    ],
  },
});
