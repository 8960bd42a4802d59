import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { startMockProcess, type MockProcess } from "../src/mock-process.ts";
import { root } from "../src/published.ts";
import { runCommand } from "../src/run-command.ts";

const program = path.join(root, "apps/mock/bin/switchboard-mock.js");

/** As long and as odd as a real one. */
const key = `blt_${randomBytes(24).toString("base64")}`;

/** What of the key stands in a text, also in the spellings of JSON and of a URL: eight characters in a row are too much. */
function partsOfKey(text: string): readonly string[] {
  const spellings = [key, encodeURIComponent(key), JSON.stringify(key).slice(1, -1).replaceAll("/", "\\/")];
  const parts = spellings.flatMap((spelling) =>
    Array.from({ length: spelling.length - 7 }, (_, start) => spelling.slice(start, start + 8)),
  );
  return parts.filter((part) => text.includes(part));
}

describe("a key that was used in earnest", () => {
  let directory: string;
  let mock: MockProcess;
  let recorder: MockProcess;
  let printed: string;

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), "switchboard-no-keys-"));
    mock = await startMockProcess(program, ["--log", "--rate-limits"], directory);
    const origins = [mock.blotatoUrl, mock.blooioUrl].map((url) => new URL(url).origin);
    const upstreams = ["--blotato-upstream", origins[0] ?? "", "--blooio-upstream", origins[1] ?? ""];
    recorder = await startMockProcess(program, ["--record", path.join(directory, "recorded"), ...upstreams], directory);
    const { blotatoUrl, blooioUrl } = recorder;
    // Its keys come by the environment, which a list of processes does not show.
    const code = `
      import { showEverything } from "./show-everything.ts";
      await showEverything({ apiKey: process.env.KEY, ...${JSON.stringify({ blotatoUrl, blooioUrl })} });
    `;
    const command = ["node", "--input-type=module", "--eval", code];
    printed = await runCommand(command, {
      cwd: path.join(root, "apps/consumer/programs"),
      env: { ...process.env, KEY: key },
    });
  });

  afterAll(async () => {
    await recorder.stop();
    await mock.stop();
    await rm(directory, { recursive: true, force: true });
  });

  it("stands in no error, and in no event of a hook", () => {
    expect(printed.match(/^done$/gm)?.length).toBeGreaterThanOrEqual(3);
    for (const name of ["ApiError", "ConnectionError", "operationId", "duration"]) expect(printed).toContain(name);
    expect(partsOfKey(printed)).toEqual([]);
  });

  it("stands in no line that the mock or its recorder prints", () => {
    for (const { lines } of [mock, recorder]) {
      expect(lines.join("\n")).toContain("listConversations");
      expect(partsOfKey(lines.join("\n"))).toEqual([]);
    }
  });

  it("stands in no recorded exchange, which may become a fixture", async () => {
    const files = await readdir(path.join(directory, "recorded"), { recursive: true, withFileTypes: true });
    const texts = await Promise.all(
      files.filter((file) => file.isFile()).map((file) => readFile(path.join(file.parentPath, file.name), "utf8")),
    );
    expect(texts.length).toBeGreaterThan(5);
    expect(partsOfKey(texts.join("\n"))).toEqual([]);
  });

  it("is not mistaken for what contains it", () => {
    expect(partsOfKey(`Bearer ${key}`)).not.toEqual([]);
    expect(partsOfKey(encodeURIComponent(key).slice(4, 20))).not.toEqual([]);
  });
});
