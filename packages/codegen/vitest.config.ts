import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Compilers and programs run in these tests, which take their time on a machine that others use as well.
    testTimeout: 60_000,
    // No test changes what others import, and what is loaded once need not be loaded for each file.
    isolate: false,
    projects: [
      // What takes a machine for long runs in `pnpm test:whole`.
      {
        extends: true,
        test: { name: "quick", include: ["test/**/*.test.ts"], exclude: ["test/**/*.whole.test.ts"] },
      },
      {
        extends: true,
        test: { name: "whole", include: ["test/**/*.whole.test.ts"] },
      },
    ],
  },
});
