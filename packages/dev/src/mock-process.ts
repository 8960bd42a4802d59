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

/** The mock, which watches the specs itself. This waits for what it says about a saved spec. */
export class MockProcess {
  readonly #child: ChildProcess;
  #stopping = false;
  readonly #print: (line: string) => void;
  /** By the API whose report is awaited. */
  readonly #waiting = new Map<string, (reload?: Reload) => void>();

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
      const ended: Reload = { served: false, text: "the mock has ended; the specs are watched without it" };
      if (!this.#stopping && this.#waiting.size === 0) print(describeReload(ended));
      for (const settle of this.#waiting.values()) settle(ended);
    });
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /**
   * Awaits from now on what the mock says next about the spec of an API.
   *
   * @returns waits for it, and gives undefined when the mock says nothing within so many milliseconds from then on
   */
  awaitReload(api: string): (patience: number) => Promise<Reload | undefined> {
    if (!this.running) return () => Promise.resolve(undefined);
    const { promise, resolve } = Promise.withResolvers<Reload | undefined>();
    const settle = (reload?: Reload): void => {
      if (this.#waiting.get(api) === settle) this.#waiting.delete(api);
      resolve(reload);
    };
    // A newer save also gets what the mock says about the older one.
    this.#waiting.get(api)?.();
    this.#waiting.set(api, settle);
    return (patience) => {
      const timer = setTimeout(settle, patience);
      return promise.finally(() => clearTimeout(timer));
    };
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    if (!this.running) return;
    const ended = once(this.#child, "exit");
    this.#child.kill("SIGTERM");
    await ended;
  }

  #settle(reload: Reload): void {
    // What it says names the path of a file: specs/blooio/openapi.yaml.
    const [, settle] = [...this.#waiting].find(([api]) => reload.text.includes(`/${api}/`)) ?? [];
    if (settle) settle(reload);
    // Too late for the report: it is still worth a line.
    else this.#print(describeReload(reload));
  }
}
