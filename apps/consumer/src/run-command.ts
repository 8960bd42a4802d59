import { execFile } from "node:child_process";
import { devNull } from "node:os";
import { promisify } from "node:util";

interface CommandOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
}

const startedByPnpm = process.env["npm_config_user_agent"]?.startsWith("pnpm/") === true;

/**
 * The package manager: the one that started this process, or else as everybody here starts it. npx looks at its registry now and
 * then, which a task of turbo may not be able to reach, and lets only one process do so at a time.
 */
export const pnpm: readonly string[] = startedByPnpm ? ["pnpm"] : ["npx", "--yes", "pnpm@12"];

/**
 * Runs a command to its end.
 *
 * @returns what it printed to its standard output
 * @throws Error with all that it printed, when it fails
 */
export async function runCommand(command: readonly string[], { cwd, env }: CommandOptions): Promise<string> {
  const [program = "", ...args] = command;
  const options = { cwd, env: withOwnGit(env ?? process.env), maxBuffer: 64 * 1024 * 1024 };
  try {
    return (await promisify(execFile)(program, args, options)).stdout;
  } catch (error) {
    const { code, stdout = "", stderr = "" } = error as { code?: unknown; stdout?: string; stderr?: string };
    throw new Error(`${command.join(" ")} in ${cwd} ended with ${String(code)}:\n${stdout}\n${stderr}`, {
      cause: error,
    });
  }
}

/**
 * In a hook or a rebase, git sets variables that name the developer's repository and win over `cwd`; and what a user has
 * set for git, such as signed commits, is not what a test is about.
 */
function withOwnGit(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const others = Object.entries(env).filter(([name]) => !name.startsWith("GIT_"));
  return { ...Object.fromEntries(others), GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: "1" };
}
