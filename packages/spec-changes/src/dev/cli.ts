import { once } from "node:events";

import { repository } from "../diff/cli.ts";
import { readSpecFiles } from "../diff/spec-file.ts";
import { reasonOf } from "../facts/document-error.ts";
import { formatCycle } from "./format-cycle.ts";
import { MockProcess } from "./mock-process.ts";
import { SpecCycle } from "./spec-cycle.ts";
import { watchSaves } from "./watch-saves.ts";

const print = (line: string): void => console.log(line);

/**
 * Watches the specs until a signal ends it. Arguments are the mock's; `--no-mock` does without one.
 *
 * @returns the exit code: 0 after an orderly end, 2 when there is nothing to watch
 */
export async function runDev(args: readonly string[], root: string = repository): Promise<number> {
  let apis: string[];
  try {
    apis = (await readSpecFiles(root)).map(({ name }) => name.split("/")[1] ?? "");
  } catch (error) {
    console.error(`dev: ${reasonOf(error).split("\n")[0]}`);
    return 2;
  }
  const ending = new AbortController();
  const told = Promise.race(["SIGINT", "SIGTERM"].map((signal) => once(process, signal, { signal: ending.signal })));
  const mock = args.includes("--no-mock") ? undefined : new MockProcess(root, args, print);
  const watched = apis.map((api) => watchApi(root, api, mock));
  await Promise.all(watched.map(({ ready }) => ready));
  print(`Watching ${apis.map((api) => `specs/${api}`).join(" and ")}. Ctrl-C ends.`);
  await told;
  ending.abort();
  await Promise.all(watched.map(({ stop }) => stop()));
  await mock?.stop();
  return 0;
}

interface Watched {
  readonly ready: Promise<void>;
  readonly stop: () => Promise<void>;
}

/** A save that comes while another one is worked upon takes its place. */
function watchApi(root: string, api: string, mock: MockProcess | undefined): Watched {
  const cycle = new SpecCycle(root, api, mock);
  let current = new AbortController();
  const quietly = (work: Promise<void>, signal: AbortSignal): Promise<void> =>
    work.catch((error: unknown) => {
      if (!signal.aborted) print(`specs/${api}: ${reasonOf(error)}`);
    });
  const ready = quietly(cycle.warm(current.signal), current.signal);
  let running = ready;
  const stopWatching = watchSaves(root, api, (savedAt) => {
    current.abort();
    current = new AbortController();
    const { signal } = current;
    const before = running;
    running = quietly(
      before.then(async () => {
        if (!signal.aborted) print(formatCycle(await cycle.run(savedAt, signal)));
      }),
      signal,
    );
  });
  return {
    ready,
    async stop() {
      stopWatching();
      current.abort();
      await running;
    },
  };
}
