import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { styleText } from "node:util";

/** What the mock said about a spec: its own words, without colours. */
export interface Reload {
  readonly served: boolean;
  readonly text: string;
}

/** A line of a report. */
export const describeReload = ({ served, text }: Reload): string =>
  `  ${styleText(served ? "green" : "red", "mock".padEnd(6))} ${text}`;

/** The mock, which watches the specs itself and serves what was saved; here its word is awaited. */
export class MockProcess {
  readonly #child: ChildProcess;
  #stopping = false;
  readonly #print: (line: string) => void;
  readonly #waiting = new Set<(reload: Reload) => void>();

  constructor(root: string, args: readonly string[], print: (line: string) => void) {
    this.#print = print;
    this.#child = spawn(process.execPath, [path.join(root, "apps/mock/bin/switchboard-mock.js"), ...args], {
      cwd: root,
      env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      if (!stream) continue;
      createInterface(stream).on("line", (line) => {
        if (/^spec (reloaded|not served)/.test(line)) this.#settle({ served: line.startsWith("spec r"), text: line });
        else print(line);
      });
    }
    this.#child.once("exit", () => {
      if (!this.#stopping)
        this.#settle({ served: false, text: "the mock has ended; the specs are watched without it" });
    });
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Resolves with what the mock says next about a spec; undefined when it says nothing in time. */
  nextReload(patience: number): Promise<Reload | undefined> {
    if (!this.running) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const settle = (reload: Reload | undefined): void => {
        clearTimeout(timer);
        this.#waiting.delete(settle);
        resolve(reload);
      };
      const timer = setTimeout(settle, patience);
      this.#waiting.add(settle);
    });
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    if (!this.running) return;
    const ended = once(this.#child, "exit");
    this.#child.kill("SIGTERM");
    await ended;
  }

  #settle(reload: Reload): void {
    // Too late for the report: it is still worth a line.
    if (this.#waiting.size === 0) this.#print(describeReload(reload));
    for (const settle of this.#waiting) settle(reload);
  }
}
