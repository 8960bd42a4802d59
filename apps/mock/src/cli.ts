import { once } from "node:events";
import { parseArgs } from "node:util";

import { describeMock, describeRecorders, describeScenarios } from "./describe-mock.ts";
import type { RecordedRequest } from "./journal.ts";
import { describeExchange, describeReload, describeRequest } from "./log-lines.ts";
import { isRunning, packageManagersAbove } from "./package-managers.ts";
import { listScenarios } from "./scenario.ts";
import type { MockOptions } from "./mock.ts";
import type { ApiName } from "./service.ts";
import { watchSpecs } from "./watch-specs.ts";

const usage = `Usage: switchboard-mock [options]

Serves a mock of Blotato and Blooio on this machine until Ctrl-C.

  --blotato-port N     port of Blotato (default 4010; 0 for any free port)
  --blooio-port N      port of Blooio (default 4011; 0 for any free port)
  --host ADDRESS       address to listen on (default 127.0.0.1)
  --seed N             the number from which all data are drawn (default 1)
  --scenario NAME      begin with a scenario: a name of --list, or the path of a YAML file
  --list               list the scenarios and end
  --keys A,B           accept these API keys only (default: any)
  --rate-limits        apply the documented limits
  --strict             refuse query parameters that an operation does not have
  --conversations N    how many conversations Blotato begins with
  --messages-per-conversation N
  --chats N            how many chats Blooio begins with
  --messages-per-chat N
  --log                print a line for each request
  --record DIR         no mock, but a proxy in front of the real services: it keeps each exchange as a file, without its
                       credentials, and says where a service departs from our spec. What is sent through it is sent.
  --blotato-upstream URL, --blooio-upstream URL
                       another service to record
  --admin FROM         who may use /__mock: loopback (default) or anywhere
  --help               show this text`;

interface Command {
  readonly options: MockOptions;
  readonly log: boolean;
  /** Where to record, instead of mocking. */
  readonly record: string | undefined;
  readonly upstreams: Readonly<Partial<Record<ApiName, URL>>>;
}

/**
 * Runs the command until it is told to end.
 *
 * @returns the exit code: 0 after an orderly end, 1 when the mock cannot start, 2 for arguments that it does not understand
 */
export async function runCli(args: readonly string[]): Promise<number> {
  let command: Command | "help" | "list";
  try {
    command = readCommand(args);
  } catch (error) {
    // `parseArgs` gives advice on lines of its own.
    console.error(`switchboard-mock: ${messageOf(error).replaceAll("\n", " ")} (see --help)`);
    return 2;
  }
  if (command === "help") {
    console.log(usage);
    return 0;
  }
  if (command === "list") {
    console.log(describeScenarios(await listScenarios(), process.stdout));
    return 0;
  }
  return serveUntilTold(command);
}

async function serveUntilTold(command: Command): Promise<number> {
  // Looked up first: once ready, the mock ends with them also when they are ended at once.
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
    const lines = messageOf(error).split("\n");
    const text = lines.length === 2 ? lines.map((line) => line.trim()).join(" ") : lines.join("\n");
    console.error(`switchboard-mock: ${text}`);
    return 1;
  }
  const told = untilTold(above);
  console.log(server.description);
  await told;
  await server.close();
  return 0;
}

interface Server {
  readonly description: string;
  close(): Promise<void>;
}

// Both are loaded late: Prism takes half a second, which no wrong argument has to wait for.
async function startMock({ options, log }: Command): Promise<Server> {
  const { startControlledMock } = await import("./controlled-mock.ts");
  const onRequest = (request: RecordedRequest): void => console.log(describeRequest(request, process.stdout));
  const { control, mock } = await startControlledMock({ ...options, ...(log && { onRequest }) });
  const stopWatching = watchSpecs(control, (report) => console.log(describeReload(report, process.stdout)));
  return {
    description: describeMock(mock, { scenario: control.scenario, keys: options.keys?.length }, process.stdout),
    async close() {
      stopWatching();
      await mock.close();
    },
  };
}

async function startRecording({ options, upstreams }: Command, directory: string): Promise<Server> {
  const { startRecorders } = await import("./record/start-recorder.ts");
  const { host = "127.0.0.1", blotatoPort = 0, blooioPort = 0 } = options;
  const recorders = await startRecorders({
    host,
    blotatoPort,
    blooioPort,
    directory,
    upstreams,
    report: (exchange, file) => console.log(describeExchange(exchange, file, process.stdout)),
  });
  return { description: describeRecorders(recorders, directory, process.stdout), close: () => recorders.close() };
}

/** A line that says what takes its time, for as long as it does; a file or a pipe gets none. */
function showProgress(line: string): { end(): void } {
  const { stderr } = process;
  if (!stderr.isTTY) return { end: () => undefined };
  stderr.write(line);
  return { end: () => stderr.write("\r\u001B[2K") };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function readCommand(args: readonly string[]): Command | "help" | "list" {
  const { values } = parseArgs({
    args: [...args],
    options: {
      "blotato-port": { type: "string", default: "4010" },
      "blooio-port": { type: "string", default: "4011" },
      host: { type: "string", default: "127.0.0.1" },
      seed: { type: "string", default: "1" },
      scenario: { type: "string" },
      list: { type: "boolean", default: false },
      keys: { type: "string" },
      "rate-limits": { type: "boolean", default: false },
      strict: { type: "boolean", default: false },
      conversations: { type: "string" },
      "messages-per-conversation": { type: "string" },
      chats: { type: "string" },
      "messages-per-chat": { type: "string" },
      log: { type: "boolean", default: false },
      record: { type: "string" },
      "blotato-upstream": { type: "string" },
      "blooio-upstream": { type: "string" },
      admin: { type: "string", default: "loopback" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return "help";
  if (values.list) return "list";
  const size = <Name extends string>(name: Name, flag: string, text: string | undefined): { [Key in Name]?: number } =>
    (text === undefined ? {} : { [name]: wholeNumber(flag, text, 1_000_000) }) as { [Key in Name]?: number };
  return {
    log: values.log,
    record: values.record,
    upstreams: {
      ...originOf("blotato", values["blotato-upstream"]),
      ...originOf("blooio", values["blooio-upstream"]),
    },
    options: {
      blotatoPort: wholeNumber("blotato-port", values["blotato-port"], 65_535),
      blooioPort: wholeNumber("blooio-port", values["blooio-port"], 65_535),
      host: values.host,
      seed: wholeNumber("seed", values.seed, 2 ** 31 - 1),
      strict: values.strict,
      rateLimits: values["rate-limits"],
      admin: oneOf("admin", values.admin, ["loopback", "anywhere"]),
      ...(values.scenario !== undefined && { scenario: values.scenario }),
      ...(values.keys !== undefined && { keys: keysOf(values.keys) }),
      ...size("conversations", "conversations", values.conversations),
      ...size("messagesPerConversation", "messages-per-conversation", values["messages-per-conversation"]),
      ...size("chats", "chats", values.chats),
      ...size("messagesPerChat", "messages-per-chat", values["messages-per-chat"]),
    },
  };
}

function wholeNumber(name: string, text: string, maximum: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > maximum) {
    throw new Error(`--${name} is ${JSON.stringify(text)}; expected a whole number from 0 to ${maximum}`);
  }
  return value;
}

function oneOf<const Choice extends string>(name: string, text: string, choices: readonly Choice[]): Choice {
  const found = choices.find((choice) => choice === text);
  if (found === undefined) {
    throw new Error(`--${name} is ${JSON.stringify(text)}; expected ${choices.join(" or ")}`);
  }
  return found;
}

function originOf(api: ApiName, text: string | undefined): { readonly [Name in ApiName]?: URL } {
  if (text === undefined) return {};
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.pathname !== "/" || url.search !== "" || url.hash !== "") {
    // Not quoted: it may hold a password.
    throw new Error(`--${api}-upstream is no origin; expected one such as https://api.example.com`);
  }
  return { [api]: url };
}

function keysOf(text: string): readonly string[] {
  const keys = text.split(",").map((key) => key.trim());
  // Not told which: it may be a real one.
  if (keys.includes("")) throw new Error("--keys has an empty key; expected keys with a comma between them");
  return keys;
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
