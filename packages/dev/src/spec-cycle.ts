import path from "node:path";

import {
  changesBetween,
  generatedFolders,
  generateFor,
  readOurs,
  readSources,
  readSpecFile,
  reasonOf,
  rootFileOf,
  withoutComments,
  type ApiFacts,
  type Change,
  type SpecFile,
} from "@switchboard/spec-changes";

import { writeDirectory } from "@switchboard/codegen";

import type { DependentsCheck } from "./check-dependents.ts";
import { lintSpec, type Problem } from "./lint-spec.ts";
import type { MockProcess, Reload } from "./mock-process.ts";

/** What a person who has just saved a spec needs to know. */
export interface CycleReport {
  readonly spec: string;
  /** Milliseconds from the save. */
  readonly duration: number;
  readonly changes: readonly Change[];
  readonly problems: readonly FoundProblem[];
  readonly generated: boolean;
  readonly mock: Reload | undefined;
}

interface FoundProblem extends Problem {
  readonly from: "spec" | "lint" | "types";
}

/** How many milliseconds the report waits for the mock once the rest is done. */
const patience = 1500;

/** Lints, generates, type-checks and serves one spec each time that it is saved. */
export class SpecCycle {
  readonly #root: string;
  readonly #api: string;
  readonly #dependents: DependentsCheck | undefined;
  readonly #mock: MockProcess | undefined;
  #last: ApiFacts | undefined;

  constructor(root: string, api: string, dependents?: DependentsCheck, mock?: MockProcess) {
    this.#root = root;
    this.#api = api;
    this.#dependents = dependents;
    this.#mock = mock;
  }

  /** Reads the spec as it is, to know later what changed. */
  async warm(): Promise<void> {
    this.compare(await readSpecFile(this.#root, this.#api));
    // The linter takes longest when it is used for the first time.
    await lintSpec(this.#root, this.#api);
  }

  async run(savedAt: number, signal: AbortSignal): Promise<CycleReport> {
    const spec = rootFileOf(this.#api);
    // Awaited from the beginning, since the mock may report before the rest is done.
    const reload = this.#mock?.awaitReload(this.#api);
    const problems: FoundProblem[] = [];
    let changes: readonly Change[] = [];
    let generated = false;
    try {
      const read = await readSpecFile(this.#root, this.#api);
      changes = this.compare(read);
      const checked = this.#generate(read).then(async (fresh) => {
        generated = fresh !== "nothing";
        return (await this.#dependents?.run(fresh === "types", signal)) ?? [];
      });
      const [lint, types] = await Promise.all([
        lintSpec(this.#root, this.#api),
        checked.catch((error: unknown) => new Error(reasonOf(error))),
      ]);
      signal.throwIfAborted();
      problems.push(...lint.map((problem) => ({ ...problem, from: "lint" as const })));
      if (types instanceof Error) {
        // The generator cannot read what the linter rejected either, and knows the place less well.
        if (lint.length === 0) throw types;
      } else problems.push(...types.map((problem) => ({ ...problem, from: "types" as const })));
    } catch (error) {
      if (signal.aborted) throw error;
      for (const line of reasonOf(error).split("\n")) {
        const [, place = spec, message = line] = /^(\S+?): (.*)/.exec(line) ?? [];
        problems.push({ from: "spec", place, message });
      }
    }
    const mock = await reload?.(patience);
    return { spec, duration: performance.now() - savedAt, changes, problems, generated, mock };
  }

  /** Rates what changed since the spec was read last. */
  compare({ document }: SpecFile): readonly Change[] {
    const facts = readOurs(document);
    const changes = this.#last ? changesBetween(this.#api, this.#last, facts) : [];
    this.#last = facts;
    return changes;
  }

  /** @returns what is new in the files: types, or only what people read */
  async #generate(spec: SpecFile): Promise<"types" | "comments" | "nothing"> {
    let fresh: "types" | "comments" | "nothing" = "nothing";
    for (const { folder, target } of await generatedFolders(this.#root, this.#api)) {
      const directory = path.join(this.#root, folder);
      const files = await generateFor(target, spec);
      const before = await readSources(directory, ".ts").catch(() => new Map<string, string>());
      const changed = await writeDirectory(directory, files);
      const read = (name: string): string[] => [before, files].map((texts) => withoutComments(texts.get(name) ?? ""));
      const isTypes = (name: string): boolean => name.endsWith(".ts") && new Set(read(name)).size > 1;
      if (changed.some(isTypes)) fresh = "types";
      else if (changed.length > 0 && fresh === "nothing") fresh = "comments";
    }
    return fresh;
  }
}
