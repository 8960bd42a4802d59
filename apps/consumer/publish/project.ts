import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { publishedNames, root } from "../src/published.ts";
import type { Registry } from "../src/registry.ts";
import { pnpm, runCommand } from "../src/run-command.ts";
import { derivedExports } from "./inferred-exports.ts";

export type Installer = "npm" | "pnpm";

const consumer = path.join(root, "apps/consumer");

type Resolution = "node" | "node16" | "nodenext" | "bundler";

interface Compiler {
  /** By its path: together they would fight for one `.bin/tsc`. */
  readonly program: string;
  /** Under which a team declares what its modules export. */
  readonly declares: readonly Resolution[];
}

export const compilers: Readonly<Record<string, Compiler>> = {
  "5.9": {
    program: path.join(consumer, "node_modules/typescript-5.9/bin/tsc"),
    // `node` as in older projects of Next.js; TypeScript 6 no longer has it.
    declares: ["nodenext", "bundler", "node"],
  },
  "6": { program: path.join(consumer, "node_modules/typescript-6/bin/tsc"), declares: ["nodenext", "bundler"] },
  "7": { program: path.join(consumer, "node_modules/typescript/bin/tsc"), declares: ["nodenext", "bundler"] },
};

/** What is compiled, of `programs/`. */
const programs = ["list-and-send.ts", "test-against-mock.ts"];
/** What is compiled where Node's types are. */
const programsForNode = ["chat-bot.ts"];

const resolutions = ["node16", "nodenext", "bundler"] as const;

/** What a program takes for granted. No `esnext`: a declaration that needs it fails. */
const surroundings = {
  dom: { lib: ["es2022", "dom"], types: [], files: programs },
  node: { lib: ["es2022"], types: ["node"], files: [...programs, ...programsForNode] },
} as const;

const nodeTypes = "@types/node@^24";
const chat = "chat@^4.41.0";

/** What one program of a compiler is made of. */
interface Compilation {
  /** Of its settings, and of the folder for what it gives. */
  readonly name: string;
  readonly files: readonly string[];
  readonly resolution: Resolution;
  readonly options: object;
}

const modules = { bundler: "preserve", node: "commonjs", node16: "node16", nodenext: "nodenext" } as const;

/**
 * Compiles all in one run. Each has a program of its own, which sees nothing of the others; but a declaration is read once for all of
 * them, which is most of what a compiler does here.
 *
 * @throws Error with what the compiler says
 */
async function compile(directory: string, compiler: string, compilations: readonly Compilation[]): Promise<void> {
  const configs = await Promise.all(
    compilations.map(async ({ name, files, resolution, options }) => {
      const config = `tsconfig.${compiler}-${name}.json`;
      const compilerOptions = {
        target: "es2022",
        module: modules[resolution],
        moduleResolution: resolution,
        strict: true,
        // What a module gives to others has to have a name.
        declaration: true,
        rootDir: ".",
        outDir: `compiled-${compiler}-${name}`,
        ...options,
      };
      await writeFile(path.join(directory, config), JSON.stringify({ compilerOptions, files }));
      return config;
    }),
  );
  const program = compilers[compiler]?.program ?? "";
  await runCommand(["node", program, "--build", "--verbose", ...configs], { cwd: directory });
}

/**
 * Compiles programs as users write them against all that is published, and all that it depends on.
 *
 * @throws Error with what the compiler says
 */
export async function compilePrograms(directory: string, compiler: string): Promise<void> {
  const compilations = Object.entries(surroundings).flatMap(([name, { files, ...surrounding }]) =>
    resolutions.map((resolution) => ({
      name: `${resolution}-${name}`,
      files,
      resolution,
      // All but the compiler's own declarations.
      options: { ...surrounding, skipLibCheck: false, skipDefaultLibCheck: true },
    })),
  );
  await compile(directory, compiler, compilations);
}

/**
 * Compiles modules that `writeModules` has written, each by itself, with their declarations.
 *
 * @throws Error with what the compiler says
 */
export async function declareModules(directory: string, compiler: string, names: readonly string[]): Promise<void> {
  const options = {
    lib: ["es2022", "dom"],
    types: [],
    // Those of the packages are checked with the programs.
    skipLibCheck: true,
  };
  const compilations = names.flatMap((name) =>
    (compilers[compiler]?.declares ?? [])
      // Which has no top-level await.
      .filter((resolution) => !(name === "mock" && resolution === "node"))
      .map((resolution) => ({ name: `${resolution}-${name}`, files: [`${name}.ts`], resolution, options })),
  );
  await compile(directory, compiler, compilations);
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
  // Any machine's own settings and caches stay out of it, and whole; the projects of one registry share theirs.
  const npmrc = path.join(directory, ".npmrc");
  await writeFile(npmrc, `registry=${registry.url}\n`);
  // In both spellings, of which npx and pnpm hand down the one in small letters.
  const env = {
    ...process.env,
    NPM_CONFIG_USERCONFIG: npmrc,
    npm_config_userconfig: npmrc,
    npm_config_cache: path.join(directory, "../cache"),
  };
  // Prism brings a package that counts installations; pnpm installs nothing until somebody has said yes or no to its script.
  if (installer === "pnpm") {
    await writeFile(path.join(directory, "pnpm-workspace.yaml"), 'allowBuilds:\n  "@scarf/scarf": false\n');
  }
  const install = {
    npm: ["npm", "install", "--no-audit", "--no-fund", ...packages],
    pnpm: [...pnpm, "add", "--store-dir", path.join(directory, "../store"), ...packages],
  };
  await runCommand(install[installer], { cwd: directory, env });
}

/** Makes an empty project of another team, and installs all that is published into it; with the programs that it compiles. */
export async function installEverything(installer: Installer, registry: Registry, directory: string): Promise<void> {
  await installPackages(installer, registry, directory, [...publishedNames, nodeTypes, chat]);
  for (const program of [...programs, ...programsForNode]) {
    await copyFile(path.join(consumer, "programs", program), path.join(directory, program));
  }
}

/** Writes modules of which no export has a type but what is inferred. */
export async function writeModules(directory: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const written = await readFile(path.join(consumer, "programs/exports", `${name}.ts`), "utf8");
    const derived = (await derivedExports[name]?.()) ?? [];
    await writeFile(path.join(directory, `${name}.ts`), [written, ...derived, ""].join("\n"));
  }
}
