import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { publishedNames, root } from "../src/published.ts";
import type { Registry } from "../src/registry.ts";
import { pnpm, runCommand } from "../src/run-command.ts";
import { derivedExports } from "./inferred-exports.ts";

export type Installer = "npm" | "pnpm";

const consumer = path.join(root, "apps/consumer");

/** Each compiler by its path: together they would fight for one `.bin/tsc`. */
export const compilers: Readonly<Record<string, string>> = {
  "5.9": path.join(consumer, "node_modules/typescript-5.9/bin/tsc"),
  "6": path.join(consumer, "node_modules/typescript-6/bin/tsc"),
  "7": path.join(consumer, "node_modules/typescript/bin/tsc"),
};

/** What is compiled, of `programs/`. */
const programs = ["list-and-send.ts", "test-against-mock.ts"];
/** What is compiled where Node's types are. */
const programsForNode = ["chat-bot.ts"];

export const resolutions = ["node16", "nodenext", "bundler"] as const;

/** What a program takes for granted. No `esnext`: a declaration that needs it fails. */
export const surroundings = {
  "the DOM, without Node": { lib: ["es2022", "dom"], types: [] },
  "Node, without the DOM": { lib: ["es2022"], types: ["node"] },
} as const;

const nodeTypes = "@types/node@^24";
const chat = "chat@^4.41.0";

/** An empty project of another team, in which only the registry's packages are found. */
export interface Project {
  readonly directory: string;
  /** Compiles its programs; fails with what the compiler says. */
  compile(
    compiler: string,
    resolution: (typeof resolutions)[number],
    surrounding: keyof typeof surroundings,
  ): Promise<void>;
}

/** The settings of a compiler for modules of a team's own, which give others what the packages give them. */
interface Declaring {
  readonly compiler: string;
  readonly resolution: (typeof resolutions)[number] | "node";
}

/**
 * Compiles one module by itself with its declarations: what it exports has no type but what is inferred.
 *
 * @throws Error with what the compiler says
 */
export async function declareModule(
  directory: string,
  module: string,
  { compiler, resolution }: Declaring,
): Promise<void> {
  const name = `${module}-${compiler}-${resolution}`;
  const modules = { bundler: "preserve", node: "commonjs", node16: "node16", nodenext: "nodenext" } as const;
  const config = {
    compilerOptions: {
      target: "es2022",
      lib: ["es2022", "dom"],
      types: [],
      module: modules[resolution],
      moduleResolution: resolution,
      strict: true,
      declaration: true,
      // Those of the packages are checked with the programs.
      skipLibCheck: true,
      rootDir: ".",
      outDir: `declared-${name}`,
    },
    files: [`${name}.ts`],
  };
  const written = await readFile(path.join(consumer, "programs/exports", `${module}.ts`), "utf8");
  const derived = (await derivedExports[module]?.()) ?? [];
  await writeFile(path.join(directory, `${name}.ts`), [written, ...derived, ""].join("\n"));
  await writeFile(path.join(directory, `tsconfig.${name}.json`), JSON.stringify(config));
  await runCommand(["node", compilers[compiler] ?? "", "-p", `tsconfig.${name}.json`], { cwd: directory });
}

/** Makes an empty project of another team, and installs packages of the registry into it. */
export async function installPackages(
  installer: Installer,
  registry: Registry,
  directory: string,
  packages: readonly string[],
): Promise<void> {
  await mkdir(directory, { recursive: true });
  await writeFile(path.join(directory, "package.json"), '{ "name": "consumer", "private": true, "type": "module" }\n');
  // Any machine's own settings and caches stay out of it, and whole.
  const npmrc = path.join(directory, ".npmrc");
  await writeFile(npmrc, `registry=${registry.url}\n`);
  // In both spellings, of which npx and pnpm hand down the one in small letters.
  const env = {
    ...process.env,
    NPM_CONFIG_USERCONFIG: npmrc,
    npm_config_userconfig: npmrc,
    npm_config_cache: path.join(directory, "cache"),
  };
  // Prism brings a package that counts installations; pnpm installs nothing until somebody has said yes or no to its script.
  if (installer === "pnpm") {
    await writeFile(path.join(directory, "pnpm-workspace.yaml"), 'allowBuilds:\n  "@scarf/scarf": false\n');
  }
  const install = {
    npm: ["npm", "install", "--no-audit", "--no-fund", ...packages],
    pnpm: [...pnpm, "add", "--store-dir", path.join(directory, "store"), ...packages],
  };
  await runCommand(install[installer], { cwd: directory, env });
}

/** Makes the project and installs what is published into it. */
export async function installProject(installer: Installer, registry: Registry, directory: string): Promise<Project> {
  await installPackages(installer, registry, directory, [...publishedNames, nodeTypes, chat]);
  for (const program of [...programs, ...programsForNode]) {
    await copyFile(path.join(consumer, "programs", program), path.join(directory, program));
  }
  return {
    directory,
    async compile(compiler, resolution, surrounding) {
      const { lib, types } = surroundings[surrounding];
      const name = `${compiler}-${resolution}-${types[0] ?? "dom"}`;
      const config = {
        compilerOptions: {
          target: "es2022",
          lib,
          types,
          module: resolution === "bundler" ? "preserve" : resolution,
          moduleResolution: resolution,
          strict: true,
          // What a module gives to others has to have a name.
          declaration: true,
          skipLibCheck: false,
          rootDir: ".",
          outDir: `compiled-${name}`,
        },
        files: types.length === 0 ? programs : [...programs, ...programsForNode],
      };
      await writeFile(path.join(directory, `tsconfig.${name}.json`), JSON.stringify(config));
      await runCommand(["node", compilers[compiler] ?? "", "-p", `tsconfig.${name}.json`], { cwd: directory });
    },
  };
}
