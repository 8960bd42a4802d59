import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** `npx pnpm mock` is a chain: npm exec, a shell, pnpm, and this process at its end. */
const packageManager = /^(\S*\/)?(npm|npx|pnpm)\b|^(\S*\/)?sh -c .*(pnpm|switchboard-mock)/;

/**
 * The package managers that started this process, if any, by their process ids. When one of them is ended by a signal, the
 * others stay, and nobody passes the signal on.
 */
export async function packageManagersAbove(pid: number): Promise<readonly number[]> {
  const processes = await listProcesses();
  const above: number[] = [];
  for (let parent = processes.get(pid)?.parent; parent !== undefined; parent = processes.get(parent)?.parent) {
    if (!packageManager.test(processes.get(parent)?.command ?? "")) break;
    above.push(parent);
  }
  return above;
}

/** Whether a process still runs. */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function listProcesses(): Promise<ReadonlyMap<number, { readonly parent: number; readonly command: string }>> {
  // Where there is no `ps`, nothing is known of the others, and only signals end this process.
  const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,ppid=,args="]).catch(() => ({ stdout: "" }));
  return new Map(
    stdout.split("\n").flatMap((line) => {
      const [, pid, parent, command = ""] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
      return pid === undefined ? [] : [[Number(pid), { parent: Number(parent), command }] as const];
    }),
  );
}
