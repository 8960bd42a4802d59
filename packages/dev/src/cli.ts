import { once } from "node:events";

import { readSpecFiles, reasonOf, repository } from "@switchboard/spec-changes";

import { DependentsCheck } from "./check-dependents.ts";
import { formatCycle } from "./format-cycle.ts";
import { MockProcess } from "./mock-process.ts";
import { SpecCycle } from "./spec-cycle.ts";
import { watchSaves } from "./watch-saves.ts";

const usage = `Usage: pnpm dev [--no-mock] [options of the mock]

Watches the specs until Ctrl-C. What is saved is linted, generated, type-checked and served by the mock, in one report.
"pnpm mock --help" lists the options of the mock.`;

const print = (line: string): void => console.log(line);

/**
 * Watches the specs until a signal ends it. Arguments are the mock's; `--no-mock` does without one.
 *
 * @returns the exit code: 0 after an orderly end, 2 when there is nothing to watch
 */
export async function runDev(args: readonly string[], root: string = repository): Promise<number> {
  if (args.includes("--help") || args.includes("-h")) {
    print(usage);
    return 0;
  }
  let apis: string[];
  try {
    apis = (await readSpecFiles(root)).map(({ name }) => name.split("/")[1] ?? "");
  } catch (error) {
    console.error(`dev: ${reasonOf(error).split("\n")[0]}`);
    return 2;
  }
  const ending = new AbortController();
  const signalled = Promise.race(
    ["SIGINT", "SIGTERM"].map((signal) => once(process, signal, { signal: ending.signal })),
  );
  const mock = args.includes("--no-mock") ? undefined : new MockProcess(root, args, print);
  const dependents = await DependentsCheck.create(root, apis);
  const specs = new Map(apis.map((api) => [api, new WatchedSpec(api, new SpecCycle(root, api, dependents, mock))]));
  // The first run fills what the compiler can reuse.
  const compiled = dependents?.run(true).catch((error: unknown) => print(`types: ${reasonOf(error)}`));
  await Promise.all([compiled, ...[...specs.values()].map((spec) => spec.warm())]);
  const stopWatching = watchSaves(root, apis, (api, at) => specs.get(api)?.saved(at));
  print(`Watching ${apis.map((api) => `specs/${api}`).join(" and ")}. Ctrl-C ends.`);
  await signalled;
  ending.abort();
  stopWatching();
  await Promise.all([...specs.values()].map((spec) => spec.stop()));
  await mock?.stop();
  return 0;
}

/** A save during the work on another one replaces it. */
class WatchedSpec {
  readonly #api: string;
  readonly #cycle: SpecCycle;
  #current = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(api: string, cycle: SpecCycle) {
    this.#api = api;
    this.#cycle = cycle;
  }

  warm(): Promise<void> {
    return this.#quietly(this.#cycle.warm());
  }

  saved(at: number): void {
    this.#current.abort();
    this.#current = new AbortController();
    const { signal } = this.#current;
    const before = this.#running;
    const run = async (): Promise<void> => {
      await before;
      if (!signal.aborted) print(formatCycle(await this.#cycle.run(at, signal)));
    };
    this.#running = this.#quietly(run());
  }

  async stop(): Promise<void> {
    this.#current.abort();
    await this.#running;
  }

  #quietly(work: Promise<void>): Promise<void> {
    const { signal } = this.#current;
    return work.catch((error: unknown) => {
      if (!signal.aborted) print(`specs/${this.#api}: ${reasonOf(error)}`);
    });
  }
}
