import { defineConfig } from "vitest/config";

// For what hangs: installations, compilers and whole runtimes run in these tests, and a machine may be busy.
const patient = { testTimeout: 600_000, hookTimeout: 600_000 };

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
        },
      },
      // Not of what other teams get, but of the repository itself: its task is the root's, which any changed file runs again.
      { test: { ...patient, name: "repository", include: ["repository/**/*.test.ts"] } },
      { test: { ...patient, name: "publish", include: ["publish/**/*.test.ts"] } },
      {
        test: { ...patient, name: "runtimes", include: ["runtimes/**/*.test.ts"] },
      },
    ],
  },
});
