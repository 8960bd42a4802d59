import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Compilers and programs run in these tests, which take their time on a machine that others use as well.
    testTimeout: 60_000,
    // No test changes what others import, and what is loaded once need not be loaded for each file.
    isolate: false,
  },
});
