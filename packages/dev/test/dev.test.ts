import { outcomeOf, temporaryDirectory } from "@switchboard/spec-changes/test-support";
import { expect, test } from "vitest";

import { runDev } from "../src/cli.ts";

test("without a spec there is one clear line, and exit 2", async () => {
  const { status, stderr } = await outcomeOf(() => runDev(["--no-mock"], temporaryDirectory().path));
  expect(status).toBe(2);
  expect(stderr.trim().split("\n")).toEqual([expect.stringContaining("dev: ")]);
});

test("--help says what it does, and ends", async () => {
  expect(await outcomeOf(() => runDev(["--help"], temporaryDirectory().path))).toMatchObject({
    status: 0,
    stdout: expect.stringContaining("Usage: pnpm dev") as string,
  });
});
