import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Each file starts a mock of its own; nothing else is kept between files, so they may share their modules.
    isolate: false,
    // Compilers run in a few of the tests, and CI has two cores.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // `tsc -p tsconfig.json` over the whole package: a type that no longer refuses fails the run, in whichever file.
    typecheck: { enabled: true, include: ["test/**/*.test-d.ts"], tsconfig: "./tsconfig.json" },
  },
});
