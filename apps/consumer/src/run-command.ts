import { execFile } from "node:child_process";
import { promisify } from "node:util";

interface CommandOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** The package manager, started as everybody here starts it: no machine needs to have it. */
export const pnpm = ["npx", "--yes", "pnpm@12"] as const;

/**
 * Runs a command to its end.
 *
 * @returns what it printed to its standard output
 * @throws Error with all that it printed, when it fails
 */
export async function runCommand(command: readonly string[], { cwd, env }: CommandOptions): Promise<string> {
  const [program = "", ...args] = command;
  const options = { cwd, env: env ?? process.env, maxBuffer: 64 * 1024 * 1024 };
  try {
    return (await promisify(execFile)(program, args, options)).stdout;
  } catch (error) {
    const { code, stdout = "", stderr = "" } = error as { code?: unknown; stdout?: string; stderr?: string };
    throw new Error(`${command.join(" ")} in ${cwd} ended with ${String(code)}:\n${stdout}\n${stderr}`, {
      cause: error,
    });
  }
}
