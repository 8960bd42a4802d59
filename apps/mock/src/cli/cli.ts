import { once } from "node:events";
import { readFile } from "node:fs/promises";

import type { RecordedRequest } from "../control/journal/journal.ts";
import type { Mock } from "../control/mock.ts";
import { listScenarios } from "../control/scenario.ts";
import type { ServerCertificate } from "../http/server/server-certificate.ts";
import { isEveryAddress } from "../http/server/host-name.ts";
import { reasonOf } from "../model/error-reason.ts";
import { writeCoverage } from "./coverage-report.ts";
import { describeMock, describeRecorders, describeScenarios, readyLine } from "./describe-mock.ts";
import { describeExchange, describeReload, describeRequest } from "./log-lines.ts";
import { isRunning, packageManagersAbove } from "./package-managers.ts";
import type { PageServer } from "./page-server.ts";
import { readCommand, usage, type Command } from "./read-command.ts";
import { watchSpecs } from "./watch-specs.ts";

/**
 * Runs the command until it is stopped.
 *
 * @returns the exit code: 0 after an orderly end, 1 when the mock cannot start, 2 for arguments that are not valid
 */
export async function runCli(args: readonly string[]): Promise<number> {
  let command: Command | "help" | "list" | "version";
  try {
    command = readCommand(args);
  } catch (error) {
    // `parseArgs` gives advice on lines of its own.
    console.error(`switchboard-mock: ${reasonOf(error).replaceAll("\n", " ")} (see --help)`);
    return 2;
  }
  if (command === "help") {
    console.log(usage);
    return 0;
  }
  if (command === "version") {
    console.log(await readVersion());
    return 0;
  }
  if (command === "list") {
    console.log(describeScenarios(await listScenarios(), process.stdout));
    return 0;
  }
  return serveUntilStopped(command);
}

async function serveUntilStopped(command: Command): Promise<number> {
  // Looked up first, so that the mock ends with them even when they end as soon as it is ready.
  const above = await packageManagersAbove(process.pid);
  const progress = showProgress(
    `Starting ${command.record === undefined ? "the mock of" : "proxies of"} both services …`,
  );
  let server: Server;
  try {
    server = await (
      command.record === undefined ? startMock(command) : startRecording(command, command.record)
    ).finally(() => {
      progress.end();
    });
  } catch (error) {
    // A spec's single problem stands on a line of its own.
    const lines = reasonOf(error).split("\n");
    const text = lines.length === 2 ? lines.map((line) => line.trim()).join(" ") : lines.join("\n");
    console.error(`switchboard-mock: ${text}`);
    return 1;
  }
  const stopped = untilStopped(above);
  console.log(server.description);
  await stopped;
  await server.close();
  return 0;
}

interface Server {
  readonly description: string;
  close(): Promise<void>;
}

// Loaded late: Prism takes half a second, for which a wrong argument should not wait.
async function startMock({ options, coverage, https: files, log, ready, console: page }: Command): Promise<Server> {
  const { startControlledMock } = await import("../control/controlled-mock.ts");
  const onRequest = (request: RecordedRequest): void => console.log(describeRequest(request, process.stdout));
  const { control, mock } = await startControlledMock({
    ...options,
    ...(files && { https: await readCertificate(files) }),
    ...(log && { onRequest }),
  });
  const writeReport = async (): Promise<void> => {
    if (coverage !== undefined) await writeCoverage(coverage, mock.coverage());
  };
  // Written at the start as well, so that a file that cannot be written is reported at once.
  const started = writeReport().then(() => servePage(page, options.host ?? "127.0.0.1", mock));
  const served = await started.catch(async (error: unknown) => {
    await mock.close();
    throw error;
  });
  const situation = {
    scenario: control.scenario,
    keys: options.keys?.length,
    page: served?.url,
    isOpen: isEveryAddress(options.host ?? ""),
  };
  const stopWatching = watchSpecs(control, (report) => console.log(describeReload(report, process.stdout)));
  return {
    description: ready === "json" ? readyLine(mock, served?.url) : describeMock(mock, situation, process.stdout),
    async close() {
      stopWatching();
      await Promise.all([mock.close(), served?.close()]);
      await writeReport();
    },
  };
}

async function readCertificate({ cert, key }: ServerCertificate): Promise<ServerCertificate> {
  return { cert: await readFile(cert, "utf8"), key: await readFile(key, "utf8") };
}

async function servePage(page: Command["console"], host: string, mock: Mock): Promise<PageServer | undefined> {
  if (page === undefined) return undefined;
  const { servePageDirectory } = await import("./page-server.ts");
  // Read with each request: another scenario may bring another base path.
  const addresses = (hostName: string): Readonly<Record<string, string>> => {
    // To a page on another machine, this one has another name.
    const seen = (url: string): string => (isEveryAddress(host) ? withHost(url, hostName) : url);
    return { blotato: seen(mock.blotato.url), blooio: seen(mock.blooio.url) };
  };
  return servePageDirectory({ ...page, host, addresses });
}

async function startRecording({ options, ready, upstreams }: Command, directory: string): Promise<Server> {
  const { startRecorders } = await import("../record/start-recorder.ts");
  const { host = "127.0.0.1", blotatoPort = 0, blooioPort = 0 } = options;
  const recorders = await startRecorders({
    host,
    blotatoPort,
    blooioPort,
    directory,
    upstreams,
    report: (exchange, file) => console.log(describeExchange(exchange, file, process.stdout)),
  });
  const description = ready === "json" ? readyLine(recorders) : describeRecorders(recorders, directory, process.stdout);
  return { description, close: () => recorders.close() };
}

/** The version of the package, whose file stands beside the sources as beside what is built of them. */
async function readVersion(): Promise<string> {
  const text = await readFile(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { readonly version: string }).version;
}

function withHost(url: string, hostName: string): string {
  const changed = new URL(url);
  changed.hostname = hostName;
  return changed.href.replace(/\/$/, "");
}

/** A line that says what is being waited for; only on a terminal. */
function showProgress(line: string): { end(): void } {
  const { stderr } = process;
  if (!stderr.isTTY) return { end: () => undefined };
  stderr.write(line);
  return { end: () => stderr.write("\r\u001B[2K") };
}

/** Waits for Ctrl-C, for SIGTERM, for the end of one of the processes above, which would orphan this one, or of its reader. */
async function untilStopped(above: readonly number[]): Promise<void> {
  const ended = new AbortController();
  const { signal } = ended;
  const signals = [once(process, "SIGINT", { signal }), once(process, "SIGTERM", { signal })];
  await Promise.race([...signals, untilOrphaned(above, signal), untilUnread()]);
  ended.abort();
  // The signal that did not come rejects.
  await Promise.allSettled(signals);
}

/** Nobody reads the output any more, as after `| head -1`. The listener stays, since later writes fail in the same way. */
function untilUnread(): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.on("error", () => resolve());
  });
}

function untilOrphaned(above: readonly number[], signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const watch = setInterval(() => {
      if (!above.every(isRunning)) resolve();
    }, 500);
    signal.addEventListener("abort", () => clearInterval(watch));
  });
}
