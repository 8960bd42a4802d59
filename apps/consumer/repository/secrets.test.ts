import { expect, it } from "vitest";

import { root } from "../src/published.ts";
import { runCommand } from "../src/run-command.ts";

it("no file of the repository, fixtures and snapshots included, holds a key or a token of a kind that is given out", async () => {
  // Those of the vendors, npm, GitHub and AWS, and private keys. Real ones are long; those of tests are not.
  const patterns = [
    "blt_[A-Za-z0-9+/=]{24,}",
    "npm_[A-Za-z0-9]{36}",
    "gh[pousr]_[A-Za-z0-9]{36}",
    "AKIA[0-9A-Z]{16}",
    "BEGIN [A-Z ]*PRIVATE KEY-----",
  ];
  const search = runCommand(
    ["git", "grep", "--no-index", "--exclude-standard", "-IlE", patterns.join("|"), "--", ":!*.test.ts"],
    { cwd: root },
  );
  // 1 means that nothing was found; what was found would be printed.
  await expect(search).rejects.toThrow(/ended with 1:\s*$/);
});
