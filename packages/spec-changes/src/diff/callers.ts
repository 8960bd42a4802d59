import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import type { BaseWorkspace } from "./base-workspace.ts";
import { compile, type CompilerError } from "./compile.ts";
import type { ReportLine } from "./report-line.ts";

const contract = "apps/contract";
const configuration = "tsconfig.callers.json";

/**
 * The callers of the base: its contract tests, their type tests among them, and its facade. They are what our callers
 * look like, so what they cannot compile against breaks somebody.
 */
export class Callers {
  readonly #workspace: BaseWorkspace;
  readonly #known: ReadonlySet<string>;

  private constructor(workspace: BaseWorkspace, known: ReadonlySet<string>) {
    this.#workspace = workspace;
    this.#known = known;
  }

  /** Undefined where the base has no contract tests. */
  static async create(workspace: BaseWorkspace): Promise<Callers | undefined> {
    if (!workspace.has(`${contract}/tsconfig.json`)) return undefined;
    await writeFile(
      path.join(workspace.directory, contract, configuration),
      JSON.stringify({
        extends: "./tsconfig.json",
        compilerOptions: { noEmit: true },
        include: ["src", "test", "../../packages/messaging/src"],
      }),
    );
    // What did not compile at the base says nothing about the change: another compiler may be installed by now.
    const before = await compile(workspace.directory, ["-p", `${contract}/${configuration}`]);
    return new Callers(workspace, new Set(before.map(identityOf)));
  }

  /** Compiles them against what the workspace holds now. */
  async compile(addedOperations: ReadonlySet<string>): Promise<ReportLine[]> {
    const errors = await compile(this.#workspace.directory, ["-p", `${contract}/${configuration}`]);
    const fresh = errors.filter((error) => !this.#known.has(identityOf(error)));
    const lines = await Promise.all(fresh.map((error) => this.#judge(error, addedOperations)));
    return lines.filter((line) => line !== undefined);
  }

  async #judge(error: CompilerError, added: ReadonlySet<string>): Promise<ReportLine | undefined> {
    const { code, file, line, message } = error;
    // "Unused @ts-expect-error": what was refused is accepted now.
    if (code === "TS2578") return undefined;
    // Our tests want a case for every operation; a caller does not.
    const missing = missingNames(message);
    if (missing.length > 0 && missing.every((name) => added.has(name))) return undefined;
    const text = await readFile(path.join(this.#workspace.directory, file), "utf8");
    const upTo = text.split("\n").slice(0, line).join("\n");
    const statement = upTo.slice(upTo.replace(/;\s*$/, "").lastIndexOf(";") + 1);
    return {
      operations: [],
      place: `${file}:${line}`,
      ...(statement.includes("expectTypeOf")
        ? {
            // An exact type is more than a caller asks for: one more value of an open enum is another type.
            rating: "minor",
            change: `a type test no longer holds: ${code}`,
            reason: "the type differs from the one which the test spells out",
          }
        : {
            rating: "major",
            change: `a caller no longer compiles: ${code}`,
            reason: shortened(message.split("\n")[0]?.replace(/\.$/, "") ?? code),
          }),
    };
  }
}

/** The compiler writes out whole types. */
const shortened = (text: string): string => (text.length > 160 ? `${text.slice(0, 160)}…` : text);

const identityOf = ({ file, line, code }: CompilerError): string => `${file}:${line}:${code}`;

function missingNames(message: string): string[] {
  const one = /Property '([^']+)' is missing in type/.exec(message)?.[1];
  if (one !== undefined) return [one];
  const several = /is missing the following properties from type [\s\S]*?: ([\w, ]+?)(?:, and \d+ more)?\.?$/m.exec(
    message,
  )?.[1];
  return several?.split(", ").filter(Boolean) ?? [];
}
