import { networkInterfaces } from "node:os";
import { styleText } from "node:util";

import type { Mock } from "../control/mock.ts";
import type { Scenario } from "../control/scenario.ts";
import type { ApiName } from "../model/service.ts";
import type { RecordedApi, Recorders } from "../record/start-recorder.ts";

interface Situation {
  readonly scenario: Scenario | undefined;
  /** How many keys are accepted; undefined for any. */
  readonly keys: number | undefined;
  /** Where the page stands, if one is served. */
  readonly page: string | undefined;
  /** Whether it listens on every address of the machine. */
  readonly isOpen: boolean;
}

/** What a person needs to use a running mock, with a request to copy for each API. */
export function describeMock(
  { blotato, blooio }: Mock,
  { isOpen, keys, page, scenario }: Situation,
  stream: NodeJS.WriteStream,
): string {
  const bold = (text: string): string => styleText("bold", text, { stream });
  const dim = (text: string): string => styleText("dim", text, { stream });
  const section = (name: string, url: string, curl: string, snippet: readonly string[]): string[] => [
    `${bold(name)}  ${styleText("cyan", url, { stream })}`,
    "",
    `  ${curl}`,
    "",
    ...snippet.map((line) => `  ${dim(line)}`),
    "",
  ];
  // A key that somebody gave is not printed: it may be a real one.
  const key = keys === undefined ? "test" : "your-key";
  const pageLines = [
    `${bold("Page")}  ${styleText("cyan", page ?? "", { stream })}  Send requests, watch the inbox, switch on faults`,
    "",
  ];
  return [
    "",
    ...(page === undefined ? [] : pageLines),
    ...section("Blotato", blotato.url, `curl -H 'blotato-api-key: ${key}' '${blotato.url}/v2/conversations?limit=2'`, [
      'import { createBlotato } from "@switchboard/messaging/blotato";',
      `const blotato = createBlotato({ apiKey: "${key}", baseUrl: "${blotato.url}" });`,
      "console.log(await blotato.conversations.list().first());",
    ]),
    ...section("Blooio ", blooio.url, `curl -H 'Authorization: Bearer ${key}' '${blooio.url}/chats?limit=2'`, [
      'import { createBlooio } from "@switchboard/messaging/blooio";',
      `const blooio = createBlooio({ apiKey: "${key}", baseUrl: "${blooio.url}" });`,
      "console.log(await blooio.chats.list().first());",
    ]),
    `${bold("Faults, clock and journal")}  ${styleText("cyan", `${new URL(blotato.url).origin}/__mock/state`, { stream })}`,
    "",
    ...(isOpen ? [styleText("yellow", openWarning(keys !== undefined), { stream }), ""] : []),
    ...(scenario === undefined ? [] : [`Scenario ${bold(scenario.name)}: ${scenario.description}`]),
    `${keys === undefined ? "Any key is accepted" : `${keys} keys are accepted`}, and each key has data of its own. Ctrl-C ends the mock.`,
    "",
  ].join("\n");
}

function openWarning(hasKeys: boolean): string {
  const addresses = Object.values(networkInterfaces()).flatMap((found) => found ?? []);
  const own = addresses.find(({ family, internal }) => family === "IPv4" && !internal)?.address;
  const who = hasKeys ? "whoever reaches this machine and has a key" : "whoever reaches this machine";
  return `The mock is open to the network${own === undefined ? "" : ` (${own})`}: ${who} can use it.`;
}

/** What a program needs of a mock or a proxy that is ready: one line of JSON. */
export function readyLine(
  { blooio, blotato }: Readonly<Record<ApiName, { readonly url: string }>>,
  page?: string,
): string {
  const place = (url: string): object => ({ url, port: Number(new URL(url).port) });
  return JSON.stringify({
    ready: true,
    blotato: place(blotato.url),
    blooio: place(blooio.url),
    page: page === undefined ? null : place(page),
  });
}

/** The scenarios in two columns. */
export function describeScenarios(scenarios: readonly Scenario[], stream: NodeJS.WriteStream): string {
  const width = Math.max(...scenarios.map(({ name }) => name.length));
  return scenarios
    .map(({ name, description }) => `${styleText("bold", name.padEnd(width), { stream })}  ${description}`)
    .join("\n");
}

/** Where a recording proxy stands, and what it does to those who use it. */
export function describeRecorders(
  { blotato, blooio }: Recorders,
  directory: string,
  stream: NodeJS.WriteStream,
): string {
  const line = (name: string, { upstream, url }: RecordedApi): string =>
    `${styleText("bold", name, { stream })}  ${styleText("cyan", url, { stream })}  in front of ${upstream.origin}`;
  return [
    "",
    line("Blotato", blotato),
    line("Blooio ", blooio),
    "",
    styleText("yellow", "These are the real services: what is sent through here is sent.", { stream }),
    `Each exchange is kept in ${directory}, without its credentials. Ctrl-C ends the recording.`,
    "",
  ].join("\n");
}
