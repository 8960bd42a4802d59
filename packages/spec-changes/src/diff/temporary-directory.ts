import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/** Does something with a directory that is gone afterwards, even where a signal ends this process. */
export async function inTemporaryDirectory<Result>(use: (directory: string) => Promise<Result>): Promise<Result> {
  const directory = await mkdtemp(path.join(tmpdir(), "switchboard-diff-"));
  const remove = (): void => rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
  const end = (signal: NodeJS.Signals): void => {
    remove();
    process.kill(process.pid, signal);
  };
  process.once("SIGINT", end).once("SIGTERM", end);
  try {
    return await use(directory);
  } finally {
    process.off("SIGINT", end).off("SIGTERM", end);
    remove();
  }
}
