import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // A thousand runs of a property, on a machine that has other work as well.
    testTimeout: 30_000,
    // Runs `tsc -p tsconfig.json`: a wrong call that begins to compile fails the run.
    typecheck: { enabled: true, include: ["test/**/*.test-d.ts"], tsconfig: "./tsconfig.json" },
  },
});
