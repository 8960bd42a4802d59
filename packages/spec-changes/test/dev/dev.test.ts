import { expect, test } from "vitest";

import { runDev } from "../../src/dev/cli.ts";
import { replaceIn, workspaceCheckout } from "../diff/checkout.ts";
import { outcomeOf, temporaryDirectory } from "../specs-directory.ts";
import { startDev } from "./watched.ts";

const chats = "specs/blooio/chats.yaml";
const channels = "specs/blooio/channels.yaml";
const results = "specs/blooio/send-results.yaml";
const report = /^specs\/blooio\/openapi\.yaml {2}/;
const mock = ["--blotato-port=0", "--blooio-port=0"];

test("a save is linted, generated, type-checked and served, and told in one report", { timeout: 120_000 }, async () => {
  const made = await workspaceCheckout();
  const original = { chats: made.read(chats), channels: made.read(channels), results: made.read(results) };
  const dev = startDev(made, mock);
  await dev.printed(/^Watching specs\/blooio and specs\/blotato/);

  replaceIn(made, channels, /(ChannelType:\n(?:.*\n)*? +enum: \[[^\]]*)\]/, "$1, pigeon]");
  expect(await dev.printed(report)).toContain("types generated");
  const gained = await dev.printed(/^ {2}mock /);
  expect(gained).toMatch(/^ {2}minor {2}.*enum value pigeon: absent → present/m);
  expect(gained).toMatch(/^ {2}mock {3}spec reloaded/m);
  expect(made.read("packages/blooio/src/generated/schema.ts")).toContain('"pigeon"');

  replaceIn(made, results, /\brecommended:/g, "advised:");
  expect(await dev.printed(report)).toContain("broken");
  const broken = await dev.printed(/^ {2}mock /);
  expect(broken).toMatch(/^ {2}types {2}packages\/messaging\/src\/blooio\/send\.ts:\d+ {2}/m);

  made.write(chats, original.chats.replace("      x-sdk: chats.list\n", ""));
  expect(await dev.printed(report)).toContain("broken");
  const placeless = await dev.printed(/^ {2}mock /);
  expect(placeless).toMatch(/^ {2}lint {3}specs\/blooio\/chats\.yaml:4:7 {2}listChats: no x-sdk; /m);

  made.write(chats, "paths: [");
  expect(await dev.printed(report)).toContain("1 broken  types as before");
  const unread = await dev.printed(/^ {2}mock /);
  expect(unread).toMatch(/^ {2}spec {3}specs\/blooio\/chats\.yaml:1:9 {2}Failed to parse: /m);
  expect(unread).toMatch(/^ {2}mock {3}spec not served/m);

  made.write(channels, original.channels);
  made.write(results, original.results);
  made.write(chats, original.chats);
  expect(await dev.printed(report)).toContain("all well  types generated");
  expect(await dev.end("SIGINT")).toBe(0);
});

test("a signal ends it and the mock in order", { timeout: 60_000 }, async () => {
  const made = await workspaceCheckout();
  const dev = startDev(made, mock);
  const started = await dev.printed(/^Watching/);
  const urls = started.match(/http:\/\/127\.0\.0\.1:\d+/g) ?? [];
  expect(urls.length).toBeGreaterThanOrEqual(2);
  expect(await dev.end("SIGTERM")).toBe(0);
  for (const url of urls) await expect(fetch(url)).rejects.toThrow("fetch failed");
});

test("without a spec there is one clear line, and exit 2", async () => {
  const { status, stderr } = await outcomeOf(() => runDev(["--no-mock"], temporaryDirectory().path));
  expect(status).toBe(2);
  expect(stderr.trim().split("\n")).toEqual([expect.stringContaining("dev: ")]);
});
