import { once } from "node:events";
import { parseArgs } from "node:util";

import { describeMock } from "./describe-mock.ts";
import { isRunning, packageManagersAbove } from "./package-managers.ts";
import type { Mock, MockOptions } from "./start.ts";

const usage = `Usage: switchboard-mock [options]

Serves a mock of Blotato and Blooio on this machine until Ctrl-C.

  --blotato-port N   port of Blotato (default 4010; 0 for any free port)
  --blooio-port N    port of Blooio (default 4011; 0 for any free port)
  --host ADDRESS     address to listen on (default 127.0.0.1)
  --seed N           the number from which all data are drawn (default 1)
  --help             show this text`;

/**
 * Runs the command until it is told to end.
 *
 * @returns the exit code: 0 after an orderly end, 1 when the mock cannot start, 2 for arguments that it does not understand
 */
export async function runCli(args: readonly string[]): Promise<number> {
  let options: MockOptions | "help";
  try {
    options = readOptions(args);
  } catch (error) {
    // `parseArgs` gives advice on lines of its own.
    console.error(`switchboard-mock: ${messageOf(error).replaceAll("\n", " ")} (see --help)`);
    return 2;
  }
  if (options === "help") {
    console.log(usage);
    return 0;
  }
  // Looked up first: once ready, the mock ends with them also when they are ended at once.
  const above = await packageManagersAbove(process.pid);
  let mock: Mock;
  try {
    // Loaded late: Prism takes half a second, which no wrong argument has to wait for.
    const { startMock } = await import("./start.ts");
    mock = await startMock(options);
  } catch (error) {
    console.error(`switchboard-mock: ${messageOf(error)}`);
    return 1;
  }
  const told = untilTold(above);
  console.log(describeMock(mock, process.stdout));
  await told;
  await mock.close();
  return 0;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function readOptions(args: readonly string[]): MockOptions | "help" {
  const { values } = parseArgs({
    args: [...args],
    options: {
      "blotato-port": { type: "string", default: "4010" },
      "blooio-port": { type: "string", default: "4011" },
      host: { type: "string", default: "127.0.0.1" },
      seed: { type: "string", default: "1" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return "help";
  return {
    blotatoPort: wholeNumber("blotato-port", values["blotato-port"], 65_535),
    blooioPort: wholeNumber("blooio-port", values["blooio-port"], 65_535),
    host: values.host,
    seed: wholeNumber("seed", values.seed, 2 ** 31 - 1),
  };
}

function wholeNumber(name: string, text: string, maximum: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > maximum) {
    throw new Error(`--${name} is ${JSON.stringify(text)}; expected a whole number from 0 to ${maximum}`);
  }
  return value;
}

/** Waits for Ctrl-C, for SIGTERM, or for the end of one of the processes above, which would orphan this one. */
async function untilTold(above: readonly number[]): Promise<void> {
  const ended = new AbortController();
  const { signal } = ended;
  const signals = [once(process, "SIGINT", { signal }), once(process, "SIGTERM", { signal })];
  await Promise.race([...signals, untilOrphaned(above, signal)]);
  ended.abort();
  // The signal that did not come is told by a rejection.
  await Promise.allSettled(signals);
}

function untilOrphaned(above: readonly number[], signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const watch = setInterval(() => {
      if (!above.every(isRunning)) resolve();
    }, 500);
    signal.addEventListener("abort", () => clearInterval(watch));
  });
}
