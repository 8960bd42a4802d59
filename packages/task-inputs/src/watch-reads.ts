import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

type Note = (file: string) => void;
type Run = (this: unknown, ...args: unknown[]) => unknown;

/**
 * Notes each file whose content this process reads or copies from now on, by its absolute path. Whether there is such a file is not
 * looked at. What other processes and the module loader read is not seen.
 */
export function watchReads(note: Note): void {
  const read = (file: unknown, flags?: unknown): void => {
    const name = nameOf(file);
    if (name !== undefined && !isWriting(flags)) note(name);
  };
  const copied = (from: unknown, options: unknown): void => {
    const name = nameOf(from);
    if (name !== undefined) for (const file of filesBelow(name, filterOf(options))) note(file);
  };
  for (const holder of [fs, fs.promises]) {
    for (const name of ["readFile", "readFileSync", "createReadStream", "copyFile", "copyFileSync"]) {
      wrap(holder, name, ([file]) => read(file));
    }
    for (const name of ["open", "openSync"]) wrap(holder, name, ([file, flags]) => read(file, flags));
    for (const name of ["cp", "cpSync"]) wrap(holder, name, ([from, , options]) => copied(from, options));
  }
  syncBuiltinESMExports();
}

function wrap(holder: object, name: string, seen: (args: readonly unknown[]) => void): void {
  const functions = holder as Record<string, Run | undefined>;
  const original = functions[name];
  if (original === undefined) return;
  functions[name] = function watched(this: unknown, ...args) {
    seen(args);
    return original.apply(this, args);
  };
}

function nameOf(file: unknown): string | undefined {
  if (file instanceof URL) return file.protocol === "file:" ? fileURLToPath(file) : undefined;
  return typeof file === "string" ? path.resolve(file) : undefined;
}

const isWriting = (flags: unknown): boolean => typeof flags === "string" && !flags.startsWith("r");

type Filter = (file: string) => boolean;

/** A filter that takes its time cannot be awaited here: all that it may leave out counts. */
function filterOf(options: unknown): Filter {
  const { filter } = (options ?? {}) as { readonly filter?: (from: string, to: string) => unknown };
  return (file) => filter?.(file, "") !== false;
}

function* filesBelow(file: string, filter: Filter): Generator<string> {
  if (!filter(file)) return;
  const stats = fs.lstatSync(file, { throwIfNoEntry: false });
  if (stats?.isDirectory()) for (const name of fs.readdirSync(file)) yield* filesBelow(path.join(file, name), filter);
  else if (stats?.isFile()) yield file;
}
