import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Fails a test that reads what turbo does not keep its result by; the other has the matchers of Chat SDK's suites.
    setupFiles: ["@switchboard/task-inputs", "@chat-adapter/tests/setup"],
    include: ["test/**/*.test.ts"],
  },
});
