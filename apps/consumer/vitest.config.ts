import { defineConfig } from "vitest/config";

// Packing, compilers and whole runtimes run in these tests, and CI has two cores.
const patient = { testTimeout: 120_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...patient,
          name: "tarballs",
          include: ["test/**/*.test.ts"],
          // Fails a test that reads what turbo does not keep its result by.
          setupFiles: ["@switchboard/task-inputs"],
          globalSetup: "test/pack-once.ts",
        },
      },
      // Not of what other teams get, but of the repository itself: its task is the root's, which any changed file runs again.
      { test: { ...patient, name: "repository", include: ["repository/**/*.test.ts"] } },
      { test: { ...patient, name: "publish", include: ["publish/**/*.test.ts"] } },
      {
        test: { ...patient, name: "runtimes", include: ["runtimes/**/*.test.ts"], globalSetup: "test/pack-once.ts" },
      },
    ],
  },
});
