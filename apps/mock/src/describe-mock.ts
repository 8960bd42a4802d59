import { styleText } from "node:util";

import type { Mock } from "./start.ts";

/** What a person needs to use a running mock, with a request to copy for each API. */
export function describeMock({ blotato, blooio }: Mock, stream: NodeJS.WriteStream): string {
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
  return [
    "",
    ...section("Blotato", blotato.url, `curl -H 'blotato-api-key: test' '${blotato.url}/v2/conversations?limit=2'`, [
      'import { createBlotato } from "@switchboard/messaging/blotato";',
      `const blotato = createBlotato({ apiKey: "test", baseUrl: "${blotato.url}" });`,
      "console.log(await blotato.conversations.list().first());",
    ]),
    ...section("Blooio ", blooio.url, `curl -H 'Authorization: Bearer test' '${blooio.url}/chats?limit=2'`, [
      'import { createBlooio } from "@switchboard/messaging/blooio";',
      `const blooio = createBlooio({ apiKey: "test", baseUrl: "${blooio.url}" });`,
      "console.log(await blooio.chats.list().first());",
    ]),
    "Any key is accepted, and each key has data of its own. Ctrl-C ends the mock.",
    "",
  ].join("\n");
}
