import type { JSX } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";

import { fillDraft } from "../form/draft.ts";
import { linkTo, route } from "../shell/router.ts";
import { findOperation, operationOf } from "../spec/catalog.ts";
import type { Operation } from "../spec/operations.ts";
import { formOfLink } from "./filled-link.ts";
import { OperationList } from "./operation-list.tsx";
import { RequestView } from "./request-view.tsx";

/** All operations, and the one that was chosen, whose form a link may have filled. */
export function RequestsPage({
  parts: [api, operationId, filled],
}: {
  readonly parts: readonly string[];
}): JSX.Element {
  const operation = findOperation(api, operationId);
  const [unreadable, setUnreadable] = useState<Operation>();
  useLayoutEffect(() => {
    if (operation === undefined || filled === undefined) return;
    const entered = formOfLink(operation, filled);
    setUnreadable(entered === undefined ? operation : undefined);
    if (entered !== undefined) fillDraft(operation, entered.values, entered.choices);
    // What is changed from here on is not what the link says, and a reload would lose it.
    const plain = ["requests", operation.api, operation.operationId];
    history.replaceState(history.state, "", linkTo(...plain));
    route.value = plain;
  }, [operation, filled]);
  return (
    <div class="columns">
      {operation !== undefined && unreadable === operation && (
        <p role="alert" class="problem">
          The link holds no form that can be read. Nothing was filled.
        </p>
      )}
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
