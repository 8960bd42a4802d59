import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { build, transform } from "esbuild";

import type { Tarballs } from "../src/tarballs.ts";
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
  for (const program of [
    "apps/consumer/programs/list-and-send.ts",
    "apps/consumer/programs/receive-events.ts",
    "packages/messaging/test/webhooks/signatures.ts",
  ]) {
    const text = await readFile(path.join(root, program), "utf8");
    const { code } = await transform(text, { loader: "ts", format: "esm", target: "esnext" });
    await writeFile(path.join(directory, `${path.basename(program, ".ts")}.js`), code);
  }
  // For the runtimes that have a command line, and the `process` of Node.
  await writeFile(
    path.join(directory, "main.js"),
    `import process from "node:process";
     import { listAndSend } from "./list-and-send.js";
     import { misjudged, receiveOne } from "./receive-events.js";
     import { serve } from "./serve.js";
     import { rightRequests, wrongRequests } from "./signatures.js";
     const services = JSON.parse(process.argv[2]);
     console.log(JSON.stringify({
       ...(await listAndSend(services)),
       misjudged: await misjudged([...rightRequests, ...wrongRequests]),
       received: await receiveOne(services, serve),
     }));`,
  );
  await writeFile(path.join(directory, "serve.js"), serve);
}

/** How each runtime serves a function of a `Request`: by a server of its own, or on Node by `node:http`. */
const serve = `
  export async function serve(handler) {
    const place = { port: 0, hostname: "127.0.0.1" };
    if ("Bun" in globalThis) {
      const server = Bun.serve({ ...place, fetch: handler });
      return { url: "http://127.0.0.1:" + server.port, close: () => server.stop(true) };
    }
    if ("Deno" in globalThis) {
      const server = Deno.serve({ ...place, onListen() {} }, handler);
      return { url: "http://127.0.0.1:" + server.addr.port, close: () => server.shutdown() };
    }
    const { createServer } = await import("node:http");
    const { toNodeHandler } = await import("@switchboard/messaging/webhooks");
    const server = createServer(toNodeHandler(handler));
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    return { url: "http://127.0.0.1:" + server.address().port, close: async () => server.close() };
  }`;

/** The program as a Worker: workerd finds no packages, so it is bundled, as every deployment to it does. */
export const bundleWorker = (directory: string): Promise<string> =>
  bundleModule(
    directory,
    `import { listAndSend } from "./list-and-send.js";
     import { misjudged } from "./receive-events.js";
     import { rightRequests, wrongRequests } from "./signatures.js";
     const report = async (services) => ({
       ...(await listAndSend(services)),
       misjudged: await misjudged([...rightRequests, ...wrongRequests]),
     });
     export default { fetch: async (request) => Response.json(await report(await request.json())) };`,
  );

/** The Worker that the guide shows, which receives events. */
export async function bundleReceiver(directory: string): Promise<string> {
  const guide = await readFile(path.join(root, "docs/receiving-messages.md"), "utf8");
  const worker = [...guide.matchAll(/^```ts\n([^]*?)^```$/gm)].find(([, code]) => code?.includes("env.BLOOIO_"));
  return bundleModule(directory, worker?.[1] ?? "");
}

async function bundleModule(directory: string, contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: directory, loader: "ts" },
    bundle: true,
    write: false,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    target: "esnext",
  });
  return outputFiles[0]?.text ?? "";
}
