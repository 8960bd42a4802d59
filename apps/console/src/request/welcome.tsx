import type { JSX } from "preact";

import { latestAttempts } from "../response/attempts.ts";
import { AttemptFacts } from "../response/history-view.tsx";
import { linkTo } from "../shell/router.ts";
import { operationOf } from "../spec/catalog.ts";
import { apiTitles } from "../spec/operations.ts";

/** In place of an operation while none is chosen: where to begin, and where one was. */
export const Welcome = ({ isUnknown }: { readonly isUnknown: boolean }): JSX.Element => (
  <article class="welcome">
    {isUnknown && <p class="problem">There is no such operation. Choose one from the list.</p>}
    <h1>Try both messaging APIs</h1>
    <p>
      Every request goes to the mock on this machine until you switch to the real services. The forms are filled with an
      example already: open one and press the button.
    </p>
    <ul class="starts">
      <li>
        <a class="start" href={linkTo("requests", "blotato", operationOf("blotato", "sendMessage").operationId)}>
          <strong>Send a message on Blotato</strong> Instagram, Facebook and X
        </a>
      </li>
      <li>
        <a class="start" href={linkTo("requests", "blooio", operationOf("blooio", "sendMessage").operationId)}>
          <strong>Send a message on Blooio</strong> iMessage, SMS, RCS and WhatsApp
        </a>
      </li>
    </ul>
    <SentLately />
  </article>
);

function SentLately(): JSX.Element | null {
  const latest = latestAttempts(8);
  if (latest.length === 0) return null;
  return (
    <section class="history" aria-labelledby="sent-lately">
      <h2 id="sent-lately">Sent from this tab</h2>
      <ol>
        {latest.map(({ attempt, operation }) => (
          <li key={attempt.sentAt}>
            <AttemptFacts attempt={attempt} />
            <a href={linkTo("requests", operation.api, operation.operationId)}>
              {operation.summary} ({apiTitles[operation.api]})
            </a>
          </li>
        ))}
      </ol>
    </section>
  );
}
