import { accessSync, constants } from "node:fs";
import path from "node:path";

// The one without windows comes first: it draws the same, with a good deal less of the machine.
const names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * The browser that `CHROMIUM_PATH` names, or the system's own; undefined where there is none.
 *
 * @throws Error when what is named is no program
 */
export function findChromium(): string | undefined {
  const named = process.env["CHROMIUM_PATH"];
  if (named !== undefined && named !== "") {
    if (isProgram(named)) return named;
    throw new Error(`CHROMIUM_PATH is ${named}, which is not a program. Name Chromium there, or unset it.`);
  }
  const directories = (process.env["PATH"] ?? "").split(path.delimiter);
  return names.flatMap((name) => directories.map((directory) => path.join(directory, name))).find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
