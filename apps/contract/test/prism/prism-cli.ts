import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

import { loopbackOnly } from "../outer-process.ts";
import { specFile, type Api } from "../specification.ts";

/** Prism's own command line, in a process of its own. */
export interface PrismCli {
  /** Without the path of the spec's server: Prism ignores it, and serves every operation at the root. */
  readonly url: string;
  /** Ends the process and waits for its end. */
  close(): Promise<void>;
}

const cli = fileURLToPath(import.meta.resolve("@stoplight/prism-cli"));

/** How long Prism may take to read a spec and to listen. */
const patience = 240_000;

/** `prism mock`: responds from the examples of the spec, without state. */
export const startPrismMock = (api: Api): Promise<PrismCli> => startPrism(["mock", specFile(api)]);

/** `prism proxy --errors`: what breaks the spec, on its way there or back, becomes an error of Prism's own. */
export const startPrismProxy = (api: Api, upstream: string): Promise<PrismCli> =>
  startPrism(["proxy", specFile(api), upstream, "--errors"]);

async function startPrism(args: readonly string[]): Promise<PrismCli> {
  const child = spawn(process.execPath, [...loopbackOnly.args, cli, ...args, "--port", "0"], {
    // With NODE_ENV=production it crashes at start, and colours would stand inside of the address.
    env: { ...loopbackOnly.env, NODE_ENV: "test", FORCE_COLOR: "0" },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const ended = once(child, "exit");
  const output: string[] = [];
  const listening = new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        // Read on to the end, or Prism would wait for somebody to take its log; but only the beginning is of interest.
        if (output.length < 200) output.push(text);
        const [, url] = /listening on (http:\S+)/.exec(text) ?? [];
        if (url !== undefined) resolve(url);
      });
    }
  });
  const close = async (): Promise<void> => {
    // Left alone, it ends by itself, and keeps what it has compiled.
    if (child.connected) child.disconnect();
    await ended;
  };
  const failed = ended.then(() => {
    throw new Error(`prism ${args.join(" ")} ended before it listened:\n${output.join("")}`);
  });
  // Once it has listened, its end is not a failure.
  failed.catch(() => undefined);
  const timer = setTimeout(() => child.kill("SIGKILL"), patience);
  try {
    return { url: await Promise.race([listening, failed]), close };
  } finally {
    clearTimeout(timer);
  }
}
