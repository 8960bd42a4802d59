import { execFile } from "node:child_process";
import { access, readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

import { describe, expect, it } from "vitest";

import { pages, root } from "./all-pages.ts";
import { commandsIn, withPnpm } from "./commands.ts";
import type { Mention } from "./read-page.ts";

const { scripts } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
};

const spans = pages.flatMap((page) => page.spans);
/** What a page shows as a command, in a block or in a sentence. */
const commands: readonly Mention[] = [
  ...pages.flatMap(({ blocks }) =>
    blocks
      .filter(({ language }) => language === "sh")
      .flatMap(({ place, text }) => commandsIn(text).map((command) => ({ place, text: withPnpm(command) }))),
  ),
  ...spans.map(({ place, text }) => ({ place, text: withPnpm(text) })),
];

const scriptIn = (command: string): string | undefined => /^pnpm (?!-)(?<name>\S+)/.exec(command)?.groups?.["name"];

/** What a program says of its options: given `--help`, or one that none has. */
const usageOf = async (file: string): Promise<string> => {
  const option = file.includes("mock") ? "--help" : "--no-such-option";
  const said = await promisify(execFile)(process.execPath, [path.join(root, file), option]).catch(
    (error: unknown) => error as { stdout: string; stderr: string },
  );
  return said.stdout + said.stderr;
};

describe("the scripts that pages name", () => {
  it("are scripts of the root", () => {
    const named = commands.filter(({ text }) => scriptIn(text) !== undefined);
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter(({ text }) => !Object.hasOwn(scripts, scriptIn(text) ?? ""))).toEqual([]);
  });

  it("are all that there are", () => {
    const named = new Set(commands.map(({ text }) => scriptIn(text)));
    expect(Object.keys(scripts).filter((name) => !named.has(name))).toEqual([]);
  });

  it("have the options that are named", async () => {
    // `pnpm dev` takes no options, and would watch.
    const programs = Object.values(scripts).flatMap(
      (script) => /node (\S*switchboard-(?!dev)\S+)/.exec(script)?.[1] ?? [],
    );
    const usages = (await Promise.all(programs.map(usageOf))).join("\n");
    const named = commands
      .filter(({ text }) => /^(--|pnpm specs|pnpm mock|npx switchboard-mock)/.test(text))
      .flatMap(({ place, text }) => (text.match(/--[a-z-]+/g) ?? []).map((option) => ({ place, option })));
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter(({ option }) => !new RegExp(`${option}\\b(?!-)`).test(usages))).toEqual([]);
  });
});

it("the files and folders that pages name are there", async () => {
  const named = spans.filter(
    ({ text }) => /^(\.ci|\.github|apps|docs|packages|specs)\/[^ *]+$/.test(text) && !text.endsWith("/dist"),
  );
  expect(named.length).toBeGreaterThan(20);
  const missing = await Promise.all(
    named.map(async ({ place, text }) => {
      const both = ["blotato", "blooio"].map((api) => access(path.join(root, text.replaceAll("<api>", api))));
      return (await Promise.allSettled(both)).every(({ status }) => status === "fulfilled") ? [] : [`${place} ${text}`];
    }),
  );
  expect(missing.flat()).toEqual([]);
});
