import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { canonical } from "../facts/json.ts";
import type { BaseWorkspace } from "./base-workspace.ts";
import type { CompilerError } from "./compile.ts";
import { judgeError } from "./judge-error.ts";
import type { ReportLine } from "./report-line.ts";
import { readSources, withoutComments } from "./source-files.ts";

const contract = "apps/contract";
const configuration = "tsconfig.callers.json";

/** A package as it is now. */
export interface Part {
  readonly folder: string;
  /** Files of it that are other ones still on the disk, by their path from the root of the workspace. */
  readonly replaced?: Readonly<Record<string, string>>;
}

/**
 * The callers of the base: its contract tests, their type tests among them, and its facade. They are what our callers
 * look like, so what they cannot compile against breaks somebody.
 */
export class Callers {
  readonly #workspace: BaseWorkspace;
  readonly #added: ReadonlySet<string>;
  /** Parts that were brought forward, and are not callers of the base any more. */
  readonly #forward = new Set<string>();
  /** Errors from before, which say nothing about the next part. */
  #known: ReadonlySet<string> = new Set();

  private constructor(workspace: BaseWorkspace, added: ReadonlySet<string>) {
    this.#workspace = workspace;
    this.#added = added;
  }

  /**
   * Undefined where the base has no contract tests.
   *
   * @param added operations that the base does not have
   */
  static async create(workspace: BaseWorkspace, added: ReadonlySet<string>): Promise<Callers | undefined> {
    if (!workspace.has(`${contract}/tsconfig.json`)) return undefined;
    return new Callers(workspace, added);
  }

  /** Brings the parts forward, and says what no longer compiles because of each. */
  async compileWith(parts: readonly Part[]): Promise<ReadonlyMap<Part, readonly ReportLine[]>> {
    const lines = new Map<Part, readonly ReportLine[]>();
    const differing = await Promise.all(parts.map((part) => this.#differs(part)));
    const changed = parts.filter((_, index) => differing[index]);
    if (changed.length === 0) return lines;
    for (const part of changed) await this.#bringForward(part);
    const errors = await this.#compile({ include: ["src", "test", "../../packages/messaging/src"] });
    if ((await this.#judge(errors)).length === 0) return lines;
    // Rare: a file that did not compile at the base either says nothing about the change.
    const files = [...new Set(errors.map(({ file }) => file))];
    for (const { folder } of changed) {
      await this.#workspace.takeBack(folder);
      this.#forward.delete(folder);
    }
    this.#know(await this.#compile({ files }));
    for (const part of changed) {
      await this.#bringForward(part);
      // With the last one, everything is as it was in the first run.
      const now = part === changed.at(-1) ? errors : await this.#compile({ files });
      lines.set(part, await this.#judge(now));
      this.#know(now);
    }
    return lines;
  }

  /** Whether there is anything that the compiler would see. */
  async #differs({ folder, replaced }: Part): Promise<boolean> {
    const [before, now] = await Promise.all(
      [this.#workspace.directory, this.#workspace.root].map((root) =>
        readSources(path.join(root, folder, "src"), ".ts"),
      ),
    );
    const texts = (sources: Iterable<readonly [string, string]> = []): string =>
      canonical(Object.fromEntries([...sources].map(([name, text]) => [name, withoutComments(text)])));
    const fresh = Object.entries(replaced ?? {}).filter(([file]) => file.endsWith(".ts"));
    const named = fresh.map(([file, text]) => [path.relative(`${folder}/src`, file), text] as const);
    return texts(before) !== texts(new Map([...(now ?? []), ...named]));
  }

  #bringForward({ folder, replaced }: Part): Promise<void> {
    this.#forward.add(folder);
    return this.#workspace.bringForward(folder, replaced);
  }

  #know(errors: readonly CompilerError[]): void {
    this.#known = new Set([...this.#known, ...errors.map(identityOf)]);
  }

  async #compile(roots: { readonly include: readonly string[] } | { readonly files: readonly string[] }) {
    const files = "files" in roots ? roots.files.filter((file) => this.#workspace.has(file)) : undefined;
    if (files?.length === 0) return [];
    const settings = {
      extends: "./tsconfig.json",
      compilerOptions: { noEmit: true },
      include: [],
      ...roots,
      ...(files && { files: files.map((file) => path.relative(contract, file)) }),
    };
    await writeFile(path.join(this.#workspace.directory, contract, configuration), JSON.stringify(settings));
    // Several checkers each work out the types that they share.
    return this.#workspace.compile(`${contract}/${configuration}`, ["--checkers", "1"]);
  }

  async #judge(errors: readonly CompilerError[]): Promise<ReportLine[]> {
    const isCaller = (file: string): boolean => ![...this.#forward].some((folder) => file.startsWith(`${folder}/`));
    const fresh = errors.filter((error) => isCaller(error.file) && !this.#known.has(identityOf(error)));
    const lines = fresh.map(async (error) => {
      const text = await readFile(path.join(this.#workspace.directory, error.file), "utf8");
      return judgeError(error, text, this.#added);
    });
    return (await Promise.all(lines)).filter((line) => line !== undefined);
  }
}

const identityOf = ({ file, line, code }: CompilerError): string => `${file}:${line}:${code}`;
