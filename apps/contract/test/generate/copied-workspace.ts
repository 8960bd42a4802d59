import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { generateFiles, writeDirectory } from "@switchboard/codegen";
import { apiOf, readDocument } from "@switchboard/codegen/document";

const workspace = fileURLToPath(new URL("../../../../", import.meta.url));

/** What follows from the specs. */
const generating = ["packages/blooio", "packages/blotato", "packages/messaging", "apps/mock", "apps/console"];
/** Who relies on that too; the contract tests are such as well. */
const packages = [...generating, "packages/chat-adapter"];
const contract = "apps/contract";
const program = `${contract}/tsconfig.all.json`;
/** What they import, and nothing is generated in. */
const imported = [
  "node_modules",
  "packages/codegen",
  "packages/task-inputs",
  "packages/typed-fetch",
  "tsconfig.base.json",
];

/** A copy of the workspace in which specs may be changed. */
export interface CopiedWorkspace {
  /** Changes the text of a file. */
  edit(file: string, change: (text: string) => string): Promise<void>;
  /** Generates all that the packages generate from the specs. @returns the texts, by the paths of their files */
  generate(): Promise<ReadonlyMap<string, string>>;
  /** The text of a file as it is committed. */
  committed(file: string): Promise<string>;
  /** Compiles the facade, the mock, the page and the contract tests. @returns the errors, a line for each; empty when there are none */
  compile(): Promise<string>;
  remove(): Promise<void>;
}

export async function copyWorkspace(): Promise<CopiedWorkspace> {
  const directory = await mkdtemp(path.join(tmpdir(), "switchboard-contract-"));
  const at = (file: string): string => path.join(directory, file);
  const copy = (part: string): Promise<void> =>
    cp(path.join(workspace, part), at(part), {
      recursive: true,
      // Packages of the workspace lead to those of the copy.
      verbatimSymlinks: true,
      filter: (source) => !/\/(\.\w[\w-]*|dist|compiled-\w+)$/.test(source.slice(workspace.length - 1)),
    });
  const parts = ["src", "package.json", "tsconfig.json", "node_modules"];
  await copy("specs");
  for (const name of packages) for (const part of parts) await copy(path.join(name, part));
  for (const part of [...parts, "test", "vitest.config.ts"]) await copy(path.join(contract, part));
  for (const part of imported) await symlink(path.join(workspace, part), at(part));
  // One program of all, since they share most of their files.
  const configuration = {
    extends: "./tsconfig.json",
    compilerOptions: { jsx: "react-jsx", jsxImportSource: "preact" },
    include: [
      "test",
      ...["packages/messaging/src", "apps/mock/src", "apps/console/src"].map((part) => `../../${part}`),
    ],
  };
  await writeFile(at(program), JSON.stringify(configuration));

  return {
    async edit(file, change) {
      const text = await readFile(at(file), "utf8");
      const changed = change(text);
      if (changed === text) throw new Error(`The change of ${file} changes nothing`);
      await writeFile(at(file), changed);
    },
    async generate() {
      const texts = new Map<string, string>();
      for (const name of generating) {
        for (const [target, spec, into] of await jobsOf(at(name))) {
          const { document } = await readDocument(path.join(at(name), spec));
          const files = await generateFiles(target, apiOf(spec), document);
          await writeDirectory(path.join(at(name), into), files);
          for (const [file, text] of files) texts.set(path.join(name, into, file), text);
        }
      }
      return texts;
    },
    committed: (file) => readFile(path.join(workspace, file), "utf8"),
    compile: () => compile(directory),
    remove: () => rm(directory, { recursive: true }),
  };
}

/** What the script `generate` of a package makes of which spec, and into which directory. */
async function jobsOf(directory: string): Promise<readonly (readonly [target: string, spec: string, into: string])[]> {
  const { scripts } = JSON.parse(await readFile(path.join(directory, "package.json"), "utf8")) as {
    readonly scripts: { readonly generate?: string };
  };
  const [command, target = "", ...paths] = (scripts.generate ?? "").split(" ");
  if (command !== "switchboard-codegen") throw new Error(`${directory} generates with ${JSON.stringify(command)}`);
  return paths.flatMap((spec, index) => (index % 2 === 0 ? [[target, spec, paths[index + 1] ?? ""] as const] : []));
}

async function compile(directory: string): Promise<string> {
  const compiler = path.join(workspace, contract, "node_modules/typescript/bin/tsc");
  const run = promisify(execFile)(process.execPath, [compiler, "-p", program, "--pretty", "false"], {
    cwd: directory,
    maxBuffer: 64 * 1024 * 1024,
  });
  return run.then(
    () => "",
    (error: { stdout?: string }) => error.stdout || "The compiler failed without a word",
  );
}
