import { readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";

import { generateSchema } from "../diff/generate-schema.ts";
import { readSpecFile, rootFileOf, type SpecFile } from "../diff/spec-file.ts";
import { compareFacts } from "../facts/compare-facts.ts";
import { changeOf } from "../facts/difference.ts";
import { reasonOf } from "../facts/document-error.ts";
import type { JsonObject } from "../facts/json.ts";
import { rateDifference, type Rated } from "../facts/rate-difference.ts";
import { readOpenApi } from "../facts/read-openapi.ts";
import { DependentsCheck } from "./check-dependents.ts";
import { lintSpec, type Problem } from "./lint-spec.ts";
import type { MockProcess, Reload } from "./mock-process.ts";

interface Change extends Rated {
  readonly text: string;
}

/** What a person who has just saved a spec needs to know. */
export interface CycleReport {
  readonly spec: string;
  /** Milliseconds from the save. */
  readonly duration: number;
  readonly changes: readonly Change[];
  readonly problems: readonly (Problem & { readonly from: "spec" | "lint" | "types" })[];
  readonly generated: boolean;
  readonly mock: Reload | undefined;
}

/** How long the mock may take before the report does without its word. */
const patience = 1500;

/** Lints, generates, type-checks and serves one spec each time that it is saved. */
export class SpecCycle {
  readonly #root: string;
  readonly #api: string;
  readonly #mock: MockProcess | undefined;
  #last: JsonObject | undefined;
  #check: Promise<DependentsCheck | undefined>;
  /** The dependents broke, so that they are checked again even when the types stay as they are. */
  #broken = true;

  constructor(root: string, api: string, mock: MockProcess | undefined) {
    this.#root = root;
    this.#api = api;
    this.#mock = mock;
    this.#check = DependentsCheck.create(root, api);
  }

  /** Reads the spec as it is, to know later what changed; and leaves the compiler with what it may reuse. */
  async warm(signal: AbortSignal): Promise<void> {
    const [problems] = await Promise.all([this.#types(signal), this.#read().catch(() => undefined)]);
    this.#broken = problems.length > 0;
  }

  async run(savedAt: number, signal: AbortSignal): Promise<CycleReport> {
    const spec = rootFileOf(this.#api);
    // Asked first, since the mock may answer before the rest is done.
    const reload = this.#mock?.nextReload(patience);
    const before = this.#last;
    const problems: (Problem & { from: "spec" | "lint" | "types" })[] = [];
    let changes: Change[] = [];
    let generated = false;
    try {
      const read = await this.#read();
      changes = before ? changesBetween(before, read.document) : [];
      const linted = lintSpec(this.#root, this.#api, signal);
      const checked = this.#generate(read).then(async (fresh) => {
        generated = fresh;
        return fresh || this.#broken ? await this.#types(signal) : [];
      });
      const [lint, types] = await Promise.all([linted, checked]);
      this.#broken = types.length > 0;
      problems.push(
        ...lint.map((problem) => ({ ...problem, from: "lint" as const })),
        ...types.map((problem) => ({ ...problem, from: "types" as const })),
      );
    } catch (error) {
      if (signal.aborted) throw error;
      for (const line of reasonOf(error).split("\n")) {
        const [, place = spec, message = line] = /^(\S+?): (.*)/.exec(line) ?? [];
        problems.push({ from: "spec", place, message });
      }
    }
    const mock = await reload;
    return { spec, duration: performance.now() - savedAt, changes, problems, generated, mock };
  }

  async #read(): Promise<SpecFile> {
    const read = await readSpecFile(this.#root, this.#api);
    this.#last = read.document;
    return read;
  }

  /** @returns whether the types changed */
  async #generate(spec: SpecFile): Promise<boolean> {
    const file = path.join(this.#root, "packages", this.#api, "src/generated/schema.ts");
    const current = await readFile(file, "utf8").catch(() => undefined);
    if (current === undefined) return false;
    const { text } = await generateSchema(spec);
    if (text === current) return false;
    // Renamed into place, so that nobody reads half of it.
    await writeFile(`${file}.new`, text);
    await rename(`${file}.new`, file);
    return true;
  }

  async #types(signal: AbortSignal): Promise<Problem[]> {
    return (await (await this.#check)?.run(signal)) ?? [];
  }
}

function changesBetween(before: JsonObject, after: JsonObject): Change[] {
  const [left, right] = [readOpenApi(before), readOpenApi(after)];
  const nameOf = (key: string): string | undefined =>
    (right.operations.get(key) ?? left.operations.get(key))?.operationId;
  return compareFacts(left, right, nameOf).map((difference) => ({
    ...rateDifference(difference),
    text: `${difference.id}: ${changeOf(difference)}`,
  }));
}
