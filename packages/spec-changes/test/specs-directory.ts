import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { stringify } from "yaml";
import { onTestFinished, vi } from "vitest";

import { formatSnapshot, hashOf } from "../src/vendor/sources.ts";
import type { Coverage } from "../src/facts/api-facts.ts";
import type { JsonObject } from "../src/facts/json.ts";
import { bakery } from "./bakery.ts";

/** A directory of files that is gone after the test. */
export interface Directory {
  readonly path: string;
  write(name: string, content: string | Uint8Array): string;
  read(name: string): string;
  /** Every file with its content, to see that nothing was touched. */
  files(): Readonly<Record<string, string>>;
}

export function temporaryDirectory(): Directory {
  const root = mkdtempSync(path.join(tmpdir(), "spec-changes-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  return {
    path: root,
    write(name, content) {
      const file = path.join(root, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, content);
      return file;
    },
    read: (name) => readFileSync(path.join(root, name), "utf8"),
    files() {
      const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
      const names = entries.map((entry) => path.join(entry.parentPath, entry.name)).toSorted();
      return Object.fromEntries(names.map((name) => [path.relative(root, name), readFileSync(name, "utf8")]));
    },
  };
}

export const snapshotOf = (document: JsonObject, coverage: Coverage = "whole"): string =>
  formatSnapshot({
    source: "https://bakery.example/openapi.json",
    retrieved: "2026-11-01",
    sha256: hashOf(JSON.stringify(document)),
    coverage,
    document,
  });

/** A `specs` directory with the bakery, whose vendor published what we describe. */
export function bakerySpecs(published: JsonObject = bakery("3.1.0")): Directory {
  const directory = temporaryDirectory();
  directory.write("bakery/openapi.yaml", stringify(bakery("3.1.0"), { aliasDuplicateObjects: false }));
  directory.write("bakery/vendor/sources.yaml", "sources:\n  - name: export\n");
  directory.write("bakery/vendor/export.yaml", snapshotOf(published));
  return directory;
}

export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The exit code of a command, and what it prints. */
export async function outcomeOf(command: () => Promise<number>): Promise<Outcome> {
  const [out, err] = [vi.spyOn(console, "log"), vi.spyOn(console, "error")].map((spy) =>
    spy.mockImplementation(() => undefined),
  );
  try {
    const status = await command();
    const [stdout = "", stderr = ""] = [out, err].map((spy) =>
      spy?.mock.calls.map((call) => `${call.join(" ")}\n`).join(""),
    );
    return { status, stdout, stderr };
  } finally {
    out?.mockRestore();
    err?.mockRestore();
  }
}
