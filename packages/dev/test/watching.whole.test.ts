import { cpSync, mkdirSync, readFileSync, renameSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";

import { repository } from "@switchboard/spec-changes";
import { replaceIn, temporaryDirectory, workspaceCheckout } from "@switchboard/spec-changes/test-support";
import { expect, test } from "vitest";

import { startDev, startDevFor } from "./watched.ts";

const chats = "specs/blooio/chats.yaml";
const channels = "specs/blooio/channels.yaml";
const sends = "specs/blooio/send-results.yaml";
const report = /^specs\/blooio\/openapi\.yaml {2}/;
const mock = ["--blotato-port=0", "--blooio-port=0"];

test("a save is linted, generated, type-checked and served, in one report, until a signal ends all", async () => {
  const made = await workspaceCheckout();
  const original = { chats: made.read(chats), channels: made.read(channels), "send-results": made.read(sends) };
  const dev = startDev(made.path, mock);
  const started = await dev.printed(/^Watching specs\/blooio and specs\/blotato/);

  replaceIn(made, channels, /(ChannelType:\n(?:.*\n)*? +enum: \[[^\]]*)\]/, "$1, pigeon]");
  replaceIn(made, sends, /\bdry_run:/g, "rehearsal:");
  expect(await dev.printed(report)).toMatch(/broken {2}types generated/);
  const changed = await dev.printed(/^ {2}mock /);
  expect(changed).toMatch(/^ {2}minor {2}ChannelType: enum \+ "pigeon" {2}.*listChannels/m);
  expect(changed).toMatch(/^ {2}major {2}MessageSendResult\.dry_run: removed {2}/m);
  expect(changed).toMatch(/^ {2}types {2}packages\/messaging\/src\/blooio\/send\.ts:\d+ {2}/m);
  expect(changed).toMatch(/^ {2}mock {3}spec reloaded/m);
  expect(made.read("packages/blooio/src/generated/schema.ts")).toContain('"pigeon"');

  made.write(chats, original.chats.replace("      x-sdk: chats.list\n", ""));
  expect(await dev.printed(report)).toContain("broken");
  const placeless = await dev.printed(/^ {2}mock /);
  expect(placeless).toMatch(/^ {2}lint {3}specs\/blooio\/chats\.yaml:4:7 {2}listChats: no x-sdk; /m);

  made.write(chats, "paths: [");
  expect(await dev.printed(report)).toContain("1 broken  types as before");
  const unread = await dev.printed(/^ {2}mock /);
  expect(unread).toMatch(/^ {2}spec {3}specs\/blooio\/chats\.yaml:1:9 {2}Failed to parse: /m);
  expect(unread).toMatch(/^ {2}mock {3}spec not served/m);

  for (const [name, text] of Object.entries(original)) made.write(`specs/blooio/${name}.yaml`, text);
  expect(await dev.printed(report)).toContain("all well  types generated");
  await dev.printed(/^ {2}mock /);

  // Both at once: each report has the word of the mock about its own spec.
  replaceIn(made, channels, "description: The kind of a channel.", "description: What a channel is.");
  replaceIn(made, "specs/blotato/messages.yaml", "description: |", "description: |\n        Words.");
  const reports = [await dev.printed(/^ {2}mock /), await dev.printed(/^ {2}mock /)];
  const served = reports.map((text) => [
    /^specs\/(\w+)\/openapi\.yaml {2}/m.exec(text)?.[1],
    /^ {2}mock {3}spec reloaded.*\/specs\/(\w+)\//m.exec(text)?.[1],
  ]);
  expect(served).toHaveLength(2);
  expect(new Set(served.map(String))).toEqual(new Set(["blooio,blooio", "blotato,blotato"]));

  const urls = started.match(/http:\/\/127\.0\.0\.1:\d+/g) ?? [];
  expect(urls.length).toBeGreaterThanOrEqual(2);
  expect(await dev.end("SIGTERM")).toBe(0);
  for (const url of urls) await expect(fetch(url)).rejects.toThrow("fetch failed");
});

test("a folder that goes and comes back is watched on", async () => {
  const root = specsAlone();
  const folder = path.join(root, "specs/blooio");
  const dev = startDevFor(root, ["--no-mock"]);
  await dev.printed(/^Watching/);
  renameSync(folder, path.join(root, "away"));
  await dev.printed(/^specs\/blooio\/openapi\.yaml {2}1 broken/);
  renameSync(path.join(root, "away"), folder);
  await dev.printed(/^specs\/blooio\/openapi\.yaml {2}all well/);
  const file = path.join(root, channels);
  writeFileSync(file, readFileSync(file, "utf8").replace(/(enum: \[[^\]]*)(\]\s+x-open-enum: true)/, "$1, pigeon$2"));
  expect(await dev.printed(/^ {2}minor {2}/)).toContain('enum + "pigeon"');
  expect(await dev.end("SIGINT")).toBe(0);
});

/** What stands beside the specs. */
const others: ReadonlySet<string> = new Set([".turbo", "node_modules", "vendor"]);

/** Both specs, without clients to type-check. */
function specsAlone(): string {
  const { path: root } = temporaryDirectory();
  cpSync(path.join(repository, "specs"), path.join(root, "specs"), {
    recursive: true,
    filter: (file) => (statSync(file).isDirectory() ? !others.has(path.basename(file)) : file.endsWith(".yaml")),
  });
  // The linter's own rules are there.
  mkdirSync(path.join(root, "packages"));
  symlinkSync(path.join(repository, "packages/codegen"), path.join(root, "packages/codegen"));
  return root;
}
