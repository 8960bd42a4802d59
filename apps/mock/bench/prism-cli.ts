import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { findFreePort } from "@switchboard/task-inputs/free-port";

import type { ApiName } from "./requests.ts";
import { startServer, type ServerProcess } from "./server-process.ts";

const manifest = fileURLToPath(import.meta.resolve("@stoplight/prism-cli/package.json"));
const program = join(dirname(manifest), "dist/index.js");

/** Starts `prism mock` on the spec of an API, and waits until it responds. */
export async function startPrismCli(
  api: ApiName,
  ...options: string[]
): Promise<{ readonly server: ServerProcess; readonly url: string }> {
  const port = await findFreePort();
  const specFile = fileURLToPath(import.meta.resolve(`@switchboard/specs/${api}/openapi.yaml`));
  const server = startServer(program, ["mock", "--port", String(port), ...options, specFile]);
  const url = `http://127.0.0.1:${port}`;
  // When it is silent, it does not say when it is ready.
  while (!(await responds(url))) await new Promise((resolve) => setTimeout(resolve, 50));
  return { server, url };
}

const responds = (url: string): Promise<boolean> =>
  fetch(url).then(
    async (response) => (await response.arrayBuffer(), true),
    () => false,
  );
