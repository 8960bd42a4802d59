import { readdirSync } from "node:fs";
import path from "node:path";

import { afterAll, afterEach, describe, expect, test } from "vitest";

import { runChangeset } from "../src/changeset/cli.ts";
import { runDiff } from "../src/diff/cli.ts";
import { replaceIn, workspaceCheckout } from "./support/checkout.ts";
import { outcomeOf } from "./support/outcome.ts";

// One copy for all, put back after each test: to copy and commit it takes longer than many a test.
const made = await workspaceCheckout(afterAll);
afterEach(() => {
  made.git("reset", "--quiet", "--hard");
  made.git("clean", "--quiet", "-d", "--force");
});

describe("our own workspace", () => {
  test("names what a change breaks, and is not broken by one more value of an open enum nor by one more operation", async () => {
    replaceIn(made, "specs/blooio/send-results.yaml", /\bdry_run:/g, "rehearsal:");
    replaceIn(made, "specs/blotato/messages.yaml", /(enum: \[[^\]]*)(\]\s+x-open-enum: true)/, "$1, pigeon$2");
    const ping = `  /v2/pings:\n    get: { operationId: listPings, x-sdk: { rawOnly: Nobody needs it. }, responses: { "204": { description: Fine. } } }\n`;
    replaceIn(made, "specs/blotato/openapi.yaml", /^paths:\n/m, `paths:\n${ping}`);
    const { status, stdout, stderr } = await outcomeOf(() => runDiff([], made.path));
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const [, blooio = "", blotato = ""] = stdout.split(/^@switchboard\//m);
    expect(blooio).toMatch(/^blooio: major\n/);
    expect(blooio).toMatch(
      /major {2}a caller no longer compiles: TS2339\n.*packages\/messaging\/src\/blooio\/send\.ts:\d+/,
    );
    expect(blotato).toMatch(/^blotato: minor\n/);
    expect(blotato).toContain('enum + "pigeon"');
    expect(blotato).toContain("GET /v2/pings: added");
    expect(blotato).not.toContain("major");
    expect(stdout).not.toContain("@switchboard/messaging:");
  });

  test("needs a changeset of its own for the facade when its declarations change", async () => {
    const facade = "packages/messaging/src/blooio/chats.ts";
    const changeset = () => outcomeOf(() => runChangeset([], made.path));
    replaceIn(
      made,
      "specs/blooio/channels.yaml",
      "description: The kind of a channel.",
      "description: What a channel is.",
    );
    await changeset();
    const name = readdirSync(path.join(made.path, ".changeset")).find((file) => file.startsWith("spec-change-"));
    expect(made.read(`.changeset/${name}`)).toMatch(/^---\n"@switchboard\/blooio": patch\n---\n/);
    made.write(facade, `${made.read(facade)}\nexport interface ChannelNote {\n  readonly text: string;\n}\n`);
    await changeset();
    expect(made.read(`.changeset/${name}`)).toMatch(
      /^---\n"@switchboard\/blooio": patch\n"@switchboard\/messaging": minor\n---\n/,
    );
  });
});
