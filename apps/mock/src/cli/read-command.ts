import { parseUrl } from "../model/parse-url.ts";
import { parseArgs } from "node:util";

import type { AdminAccess } from "../control/admin/admin-access.ts";
import type { MockOptions } from "../control/mock.ts";
import type { ServerCertificate } from "../http/server/server-certificate.ts";
import type { ApiName } from "../model/service.ts";

export const usage: string = `Usage: switchboard-mock [options]

Serves a mock of Blotato and Blooio on this machine until Ctrl-C.

  --blotato-port N     port of Blotato (default 4010; 0 for any free port)
  --blooio-port N      port of Blooio (default 4011; 0 for any free port)
  --console DIR        serve the page that is built in this directory as well
  --console-port N     port of the page (default 4012; 0 for any free port); only with --console
  --host ADDRESS       address to listen on (default 127.0.0.1)
  --https-cert FILE, --https-key FILE
                       serve both APIs over HTTPS, with this certificate and its key, in PEM
  --seed N             the number from which all data are drawn (default 1)
  --start-time TIME    when the clock starts, such as 2026-06-01T12:00:00Z: with it, the same seed gives the same times and ids
                       (default: this machine's time)
  --scenario NAME      begin with a scenario: a name of --list, or the path of a YAML file
  --list               list the scenarios and end
  --keys A,B           accept these API keys only (default: any)
  --rate-limits        apply the documented limits
  --strict             reject query parameters that an operation does not have
  --validate HOW       fast (default): Prism's engine decides what a compiled fast path does not accept; prism: it decides all
  --conversations N    how many conversations Blotato begins with
  --messages-per-conversation N
  --chats N            how many chats Blooio begins with
  --messages-per-chat N
  --log                print a line for each request
  --coverage FILE      at the end, write what the requests exercised and what they never tried: to a file.json or a file.html
  --record DIR         no mock, but a proxy in front of the real services: it keeps each exchange as a file, without its
                       credentials, and says where a service departs from our spec. What is sent through it is sent.
  --replay DIR         respond to requests that --record has kept in this directory with what was recorded
  --blotato-upstream URL, --blooio-upstream URL
                       another service to record; only with --record
  --webhook-targets W  where webhooks are delivered: loopback (default, on this machine only) or anywhere
  --admin WHO          who may use /__mock: loopback (default: this machine alone), token:TOKEN (whoever sends it in the header
                       authorization: Bearer TOKEN as well), or anywhere
  --ready json         once ready, print ports and addresses as one line of JSON in place of the text
  --version            print the version and end
  -h, --help           show this text`;

/** The arguments of `switchboard-mock`. */
export interface Command {
  readonly options: MockOptions;
  readonly log: boolean;
  /** The files of a certificate and its key. */
  readonly https: ServerCertificate | undefined;
  /** How it says that it is ready. */
  readonly ready: "json" | "text";
  /** The page that is served beside the APIs. */
  readonly console: { readonly directory: string; readonly port: number } | undefined;
  /** The file that gets what the requests exercised. */
  readonly coverage: string | undefined;
  /** Where to record, instead of mocking. */
  readonly record: string | undefined;
  readonly upstreams: Readonly<Partial<Record<ApiName, URL>>>;
}

/** @throws Error when an argument is not known, or its value is not valid */
export function readCommand(args: readonly string[]): Command | "help" | "list" | "version" {
  const { tokens, values } = parseArgs({
    args: [...args],
    tokens: true,
    options: {
      "blotato-port": { type: "string", default: "4010" },
      "blooio-port": { type: "string", default: "4011" },
      console: { type: "string" },
      "console-port": { type: "string", default: "4012" },
      "https-cert": { type: "string" },
      "https-key": { type: "string" },
      host: { type: "string", default: "127.0.0.1" },
      seed: { type: "string", default: "1" },
      "start-time": { type: "string" },
      scenario: { type: "string" },
      list: { type: "boolean", default: false },
      keys: { type: "string" },
      "rate-limits": { type: "boolean", default: false },
      strict: { type: "boolean", default: false },
      validate: { type: "string", default: "fast" },
      conversations: { type: "string" },
      "messages-per-conversation": { type: "string" },
      chats: { type: "string" },
      "messages-per-chat": { type: "string" },
      log: { type: "boolean", default: false },
      coverage: { type: "string" },
      record: { type: "string" },
      replay: { type: "string" },
      "blotato-upstream": { type: "string" },
      "blooio-upstream": { type: "string" },
      admin: { type: "string", default: "loopback" },
      "webhook-targets": { type: "string", default: "loopback" },
      ready: { type: "string", default: "text" },
      version: { type: "boolean", default: false },
      help: { type: "boolean", default: false, short: "h" },
    },
  });
  if (values.help) return "help";
  if (values.version) return "version";
  if (values.list) return "list";
  rejectIdle(tokens.flatMap((token) => (token.kind === "option" ? token.name : [])));
  const size = <Name extends string>(name: Name, flag: string, text: string | undefined): { [Key in Name]?: number } =>
    (text === undefined ? {} : { [name]: wholeNumber(flag, text, 1_000_000) }) as { [Key in Name]?: number };
  return {
    log: values.log,
    https:
      values["https-cert"] === undefined || values["https-key"] === undefined
        ? undefined
        : { cert: values["https-cert"], key: values["https-key"] },
    ready: oneOf("ready", values.ready, ["text", "json"]),
    console:
      values.console === undefined
        ? undefined
        : { directory: values.console, port: wholeNumber("console-port", values["console-port"], 65_535) },
    coverage: values.coverage === undefined ? undefined : reportOf(values.coverage),
    record: values.record,
    upstreams: {
      ...originOf("blotato", values["blotato-upstream"]),
      ...originOf("blooio", values["blooio-upstream"]),
    },
    options: {
      blotatoPort: wholeNumber("blotato-port", values["blotato-port"], 65_535),
      blooioPort: wholeNumber("blooio-port", values["blooio-port"], 65_535),
      host: hostOf(values.host),
      seed: wholeNumber("seed", values.seed, 2 ** 31 - 1),
      strict: values.strict,
      rateLimits: values["rate-limits"],
      validate: oneOf("validate", values.validate, ["fast", "prism"]),
      admin: adminOf(values.admin),
      // The page shows it to people, who expect recent times.
      journalSize: 10_000,
      webhookTargets: oneOf("webhook-targets", values["webhook-targets"], ["loopback", "anywhere"]),
      ...(values["start-time"] !== undefined && { startTime: timeOf(values["start-time"]) }),
      ...(values.scenario !== undefined && { scenario: values.scenario }),
      ...(values.replay !== undefined && { replay: values.replay }),
      ...(values.keys !== undefined && { keys: keysOf(values.keys) }),
      ...size("conversations", "conversations", values.conversations),
      ...size("messagesPerConversation", "messages-per-conversation", values["messages-per-conversation"]),
      ...size("chats", "chats", values.chats),
      ...size("messagesPerChat", "messages-per-chat", values["messages-per-chat"]),
    },
  };
}

/** What a recording proxy takes; it has no data, no page and no interface of its own. */
const ofRecording = new Set([
  "record",
  "blotato-port",
  "blooio-port",
  "blotato-upstream",
  "blooio-upstream",
  "host",
  "ready",
]);

const needs: Readonly<Partial<Record<string, string>>> = {
  "console-port": "console",
  "https-cert": "https-key",
  "https-key": "https-cert",
  "blotato-upstream": "record",
  "blooio-upstream": "record",
};

/** @throws Error when an option would change nothing beside the others */
function rejectIdle(given: readonly string[]): void {
  for (const name of given) {
    if (given.includes("record") && !ofRecording.has(name))
      throw new Error(`--${name} changes nothing together with --record, which has no mock`);
    const needed = needs[name];
    if (needed !== undefined && !given.includes(needed))
      throw new Error(`--${name} changes nothing without --${needed}`);
  }
}

function adminOf(text: string): AdminAccess {
  if (text === "loopback" || text === "anywhere") return text;
  const [, token] = /^token:([\x21-\x7e]{8,})$/.exec(text) ?? [];
  if (token !== undefined) return { token };
  // Not quoted: it may be a token.
  throw new Error("--admin: expected loopback or anywhere, or token: with 8 printable characters or more");
}

function reportOf(file: string): string {
  if (/\.(json|html)$/.test(file)) return file;
  throw new Error(`--coverage is ${JSON.stringify(file)}; expected a file whose name ends in .json or .html`);
}

function wholeNumber(name: string, text: string, maximum: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > maximum) {
    throw new Error(`--${name} is ${JSON.stringify(text)}; expected a whole number from 0 to ${maximum}`);
  }
  return value;
}

function timeOf(text: string): Date {
  const time = new Date(text);
  // Without a zone the same text would be another time on another machine.
  if (!/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(text) || Number.isNaN(time.getTime())) {
    throw new Error(`--start-time is ${JSON.stringify(text)}; expected a time such as 2026-06-01T12:00:00Z`);
  }
  return time;
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
  const url = parseUrl(text);
  if (
    url === undefined ||
    !/^https?:$/.test(url.protocol) ||
    url.pathname !== "/" ||
    url.search !== "" ||
    url.hash !== ""
  ) {
    // Not quoted: it may hold a password.
    throw new Error(`--${api}-upstream is not an origin; expected one such as https://api.example.com`);
  }
  return { [api]: url };
}

function hostOf(text: string): string {
  // Node would listen on every address.
  if (text.trim() === "") throw new Error("--host is empty; expected an address to listen on, such as 127.0.0.1");
  return text;
}

function keysOf(text: string): readonly string[] {
  const keys = text.split(",").map((key) => key.trim());
  // Not shown: it may be a real one.
  if (keys.includes("")) throw new Error("--keys has an empty key; expected keys with a comma between them");
  return keys;
}
