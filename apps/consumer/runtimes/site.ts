import { cp, mkdir, readFile, readdir, realpath, symlink, writeFile } from "node:fs/promises";
import path from "node:path";

import { build, transform } from "esbuild";

import type { Tarballs } from "../src/pack.ts";
import { publishedNames, root } from "../src/published.ts";
import { runCommand } from "../src/run-command.ts";

const consumer = path.join(root, "apps/consumer");

/** Where an import of a browser leads; elsewhere package.json says so. */
export const importMap = {
  imports: {
    "@switchboard/blooio": "/node_modules/@switchboard/blooio/dist/index.js",
    "@switchboard/blooio/operations": "/node_modules/@switchboard/blooio/dist/generated/operations.js",
    "@switchboard/blotato": "/node_modules/@switchboard/blotato/dist/index.js",
    "@switchboard/blotato/operations": "/node_modules/@switchboard/blotato/dist/generated/operations.js",
    "@switchboard/messaging": "/node_modules/@switchboard/messaging/dist/index.js",
    "@switchboard/messaging/blooio": "/node_modules/@switchboard/messaging/dist/blooio/index.js",
    "@switchboard/messaging/blotato": "/node_modules/@switchboard/messaging/dist/blotato/index.js",
    "@switchboard/messaging/webhooks": "/node_modules/@switchboard/messaging/dist/webhooks/index.js",
    "@switchboard/typed-fetch": "/node_modules/@switchboard/typed-fetch/dist/index.js",
    "openapi-fetch": "/node_modules/openapi-fetch/dist/index.mjs",
  },
} as const;

/** One directory for all runtimes: what the tarballs hold as it stands, and one program in plain JavaScript. */
export async function createSite(directory: string, tarballs: Tarballs): Promise<void> {
  const modules = path.join(directory, "node_modules");
  for (const name of publishedNames.filter((each) => each !== "@switchboard/mock")) {
    await mkdir(path.join(modules, name), { recursive: true });
    const unpack = ["tar", "-xzf", tarballs[name], "--strip-components=1", "-C", path.join(modules, name)];
    await runCommand(unpack, { cwd: directory });
  }
  const openapiFetch = path.join(consumer, "node_modules/openapi-fetch");
  await cp(openapiFetch, path.join(modules, "openapi-fetch"), { recursive: true, dereference: true });
  await writeFile(path.join(directory, "package.json"), '{ "private": true, "type": "module" }\n');
  const program = await readFile(path.join(consumer, "programs/list-and-send.ts"), "utf8");
  const { code } = await transform(program, { loader: "ts", format: "esm", target: "esnext" });
  await writeFile(path.join(directory, "list-and-send.js"), code);
  // For the runtimes that have a command line, and the `process` of Node.
  await writeFile(
    path.join(directory, "main.js"),
    `import process from "node:process";
     import { listAndSend } from "./list-and-send.js";
     console.log(JSON.stringify(await listAndSend(JSON.parse(process.argv[2]))));`,
  );
}

/**
 * Adds the mock to a directory with a suite that uses it, and the two runners of suites. Dependencies are links to where they are
 * installed, beside dependencies of their own.
 */
export async function addSuite(directory: string, tarballs: Tarballs, runners: string): Promise<void> {
  const modules = path.join(directory, "node_modules");
  const mock = path.join(modules, "@switchboard/mock");
  await mkdir(mock, { recursive: true });
  await runCommand(["tar", "-xzf", tarballs["@switchboard/mock"], "--strip-components=1", "-C", mock], {
    cwd: directory,
  });
  const { dependencies } = JSON.parse(await readFile(path.join(mock, "package.json"), "utf8")) as {
    dependencies: Readonly<Record<string, string>>;
  };
  for (const name of Object.keys(dependencies)) {
    await mkdir(path.dirname(path.join(modules, name)), { recursive: true });
    await symlink(await realpath(path.join(root, "apps/mock/node_modules", name)), path.join(modules, name));
  }
  for (const runner of await readdir(runners)) {
    if (runner === "jest" || runner === "vitest") await symlink(path.join(runners, runner), path.join(modules, runner));
  }
  await cp(path.join(consumer, "programs/mock-suite.js"), path.join(directory, "mock-suite.test.js"));
}

/** The program as a Worker: workerd finds no packages, so it is bundled, as every deployment to it does. */
export async function bundleWorker(directory: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { listAndSend } from "./list-and-send.js";
        export default { fetch: async (request) => Response.json(await listAndSend(await request.json())) };`,
      resolveDir: directory,
    },
    bundle: true,
    write: false,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    target: "esnext",
  });
  return outputFiles[0]?.text ?? "";
}
