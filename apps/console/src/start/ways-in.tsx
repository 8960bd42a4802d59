import type { JSX } from "preact";

import { mockAddresses, mockKey } from "../service/target.ts";
import { CopyButton } from "../shell/copy-button.tsx";
import { linkTo } from "../shell/router.ts";
import { keyHeader } from "../spec/catalog.ts";
import { apiNames, apiTitles, type ApiName } from "../spec/operations.ts";

const lists: Readonly<Record<ApiName, string>> = { blotato: "/v2/conversations?limit=2", blooio: "/chats?limit=2" };

const kinds: Readonly<Record<ApiName, string>> = {
  blotato: "Instagram, Facebook and X",
  blooio: "iMessage, SMS, RCS and WhatsApp",
};

/** How requests come to the mock: by a form, by a command, by one's own client. */
export const WaysIn = (): JSX.Element => (
  <div class="ways-in">
    {apiNames.map((api) => {
      const [name, value] = keyHeader(api, mockKey.value);
      const command = `curl -H '${name}: ${value}' '${mockAddresses.value[api]}${lists[api]}'`;
      return (
        <section key={api} class="card" aria-label={apiTitles[api]}>
          <h2>{apiTitles[api]}</h2>
          <p>
            {kinds[api]}. Your client’s base URL is <code>{mockAddresses.value[api]}</code>.
          </p>
          <p>
            <a class="button" href={linkTo("requests", api, "sendMessage")}>
              Send a message on {apiTitles[api]}
            </a>
          </p>
          <div class="code-block">
            <CopyButton text={command} what={`the command for ${apiTitles[api]}`} />
            <pre class="code" tabIndex={0} aria-label={`A list of ${apiTitles[api]} from a terminal`}>
              {command}
            </pre>
          </div>
        </section>
      );
    })}
  </div>
);
