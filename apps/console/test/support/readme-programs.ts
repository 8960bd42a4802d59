import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";

const readme = new URL("../../../../README.md", import.meta.url);

/** Where the programs of the README say that the mock is. */
const usual = { blotato: "http://127.0.0.1:4010", blooio: "http://127.0.0.1:4011/v4" };

/** Runs a program of the README as it is printed, but for the ports. */
export async function runReadmeProgram(
  heading: string,
  { blooio, blotato }: { readonly blotato: string; readonly blooio: string },
): Promise<string> {
  const [, part] = readFileSync(readme, "utf8").split(`## ${heading}\n`);
  const [, program] = /^```ts\n(.*?)^```$/ms.exec(part ?? "") ?? [];
  if (program === undefined) throw new Error(`The README has no program under “${heading}”`);
  const code = program.replaceAll(usual.blotato, blotato).replaceAll(usual.blooio, blooio);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", "--input-type=module-typescript", "--eval", code],
    { cwd: new URL("../..", import.meta.url) },
  );
  return stdout;
}
