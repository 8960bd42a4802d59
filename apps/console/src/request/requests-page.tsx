import type { JSX } from "preact";

import { linkTo } from "../shell/router.ts";
import { findOperation, operationOf } from "../spec/catalog.ts";
import { OperationList } from "./operation-list.tsx";
import { RequestView } from "./request-view.tsx";

/** All operations, and the one that was chosen. */
export function RequestsPage({ parts: [api, operationId] }: { readonly parts: readonly string[] }): JSX.Element {
  const operation = findOperation(api, operationId);
  return (
    <div class="columns">
      <OperationList current={operation} />
      {operation === undefined ? (
        <Welcome isUnknown={operationId !== undefined} />
      ) : (
        <RequestView key={`${operation.api} ${operation.operationId}`} operation={operation} />
      )}
    </div>
  );
}

const Welcome = ({ isUnknown }: { readonly isUnknown: boolean }): JSX.Element => (
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
  </article>
);
