import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { linkDependencies, repository } from "@switchboard/spec-changes";

const saves = 15;
const program = fileURLToPath(import.meta.resolve("../bin/switchboard-dev.js"));
const waste = /(^|\/)(node_modules|\.git|\.turbo|dist)$/;

/** Saves a spec again and again in a copy of the workspace, and measures how long `pnpm dev` takes to report. */
async function measure(directory: string): Promise<number[]> {
  for (const name of await readdir(repository)) {
    if (waste.test(name)) continue;
    const filter = (file: string): boolean => !waste.test(file);
    await cp(path.join(repository, name), path.join(directory, name), { recursive: true, filter });
  }
  await linkDependencies(repository, directory);
  const command = path.join(directory, path.relative(repository, program));
  const dev = spawn(process.execPath, [command, "--blotato-port=0", "--blooio-port=0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface(dev.stdout)[Symbol.asyncIterator]();
  const next = async (pattern: RegExp): Promise<void> => {
    for (let line = await lines.next(); ; line = await lines.next()) {
      if (line.done) throw new Error("pnpm dev ended before it reported");
      if (pattern.test(line.value)) return;
    }
  };
  const spec = path.join(directory, "specs/blooio/chats.yaml");
  const original = await readFile(spec, "utf8");
  const took: number[] = [];
  await next(/^Watching/);
  for (let index = 0; index < saves; index++) {
    const savedAt = performance.now();
    await writeFile(spec, index % 2 === 0 ? original.replace("has_more:", "has_moar:") : original);
    await next(/^specs\/blooio/);
    took.push(performance.now() - savedAt);
  }
  dev.kill("SIGTERM");
  await once(dev, "exit");
  return took;
}

const directory = await mkdtemp(path.join(tmpdir(), "switchboard-dev-"));
try {
  const sorted = (await measure(directory)).toSorted((a, b) => a - b);
  const [fastest, median, slowest] = [0, (saves - 1) / 2, saves - 1].map(
    (index) => `${Math.round(sorted[index] ?? 0)} ms`,
  );
  console.log(`From save to report, ${saves} saves: median ${median}, fastest ${fastest}, slowest ${slowest}`);
} finally {
  await rm(directory, { recursive: true });
}
