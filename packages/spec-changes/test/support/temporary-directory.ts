import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { onTestFinished } from "vitest";

/** A directory of files that is gone after the test. */
export interface Directory {
  readonly path: string;
  write(name: string, content: string | Uint8Array): string;
  read(name: string): string;
  /** Every file with its content, to see that nothing was touched. */
  files(): Readonly<Record<string, string>>;
}

/**
 * Characters that have a meaning in addresses, patterns and shells, and none in the name of a folder. Redocly's linter takes what
 * follows a "#" in the path of a file for a pointer, so that one is missing.
 */
const oddName = "spec %20 [a] {b}-";

/** @param atEnd when it goes; default: when the running test ends */
export function temporaryDirectory(atEnd: (remove: () => void) => void = onTestFinished): Directory {
  const root = mkdtempSync(path.join(tmpdir(), oddName));
  atEnd(() => rmSync(root, { recursive: true, force: true }));
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
