import { defineConfig, type ViteUserConfig } from "vitest/config";

import type { Share } from "./campaign-runs.ts";

type Options = NonNullable<ViteUserConfig["test"]>;
type Projects = NonNullable<Options["projects"]>;

const tenth: Share = 0.1;
const whole: Share = 1;

/** Only for what hangs. No time is too long for a test on a machine that does other things as well. */
const patience = 600_000;

/**
 * How the tests of a package run. The project `quick`, for `pnpm test`, has campaigns at a tenth, and leaves out what takes a machine for
 * long. The project `whole`, for `pnpm test:whole`, has both, whole.
 *
 * @param own what is otherwise in this package
 * @param more projects of this package alone
 */
export const suite = (own: Options = {}, more: Projects = []): ViteUserConfig =>
  defineConfig({
    test: {
      // Fails a test that reads what turbo does not keep its result by.
      setupFiles: ["@switchboard/task-inputs"],
      // No test changes what others import, and what is loaded once need not be loaded for each file.
      isolate: false,
      // Turbo runs as many suites at once as there are cores, and each worker loads everything again.
      maxWorkers: "50%",
      testTimeout: patience,
      hookTimeout: patience,
      expect: { poll: { timeout: patience, interval: 5 } },
      ...own,
      projects: [
        {
          extends: true,
          test: {
            name: "quick",
            include: ["test/**/*.test.ts"],
            exclude: ["test/**/*.whole.test.ts"],
            provide: { campaigns: tenth },
          },
        },
        {
          extends: true,
          test: { name: "whole", include: ["test/**/*.{campaign,whole}.test.ts"], provide: { campaigns: whole } },
        },
        ...more,
      ],
    },
  });
