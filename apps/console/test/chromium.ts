import { accessSync, constants } from "node:fs";
import path from "node:path";

// The one without windows comes first: it draws the same, with a good deal less of the machine.
const names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * The browser that `CHROMIUM_PATH` names, or the system's own.
 *
 * @throws Error where there is none: who asks for tests in a browser must not be told that they passed
 */
export function findChromium(): string {
  const named = process.env["CHROMIUM_PATH"];
  if (named !== undefined && named !== "") {
    if (isProgram(named)) return named;
    throw new Error(`CHROMIUM_PATH is ${named}, which is not a program. Name Chromium there, or unset it.`);
  }
  const directories = (process.env["PATH"] ?? "").split(path.delimiter);
  const found = directories.flatMap((directory) => names.map((name) => path.join(directory, name))).find(isProgram);
  if (found !== undefined) return found;
  throw new Error(
    "There is no Chromium to test the page in. Install it (apt-get install chromium-headless-shell), or name it in CHROMIUM_PATH.",
  );
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
