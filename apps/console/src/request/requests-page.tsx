import type { JSX } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";

import { fillDraft } from "../form/draft.ts";
import { linkTo, route } from "../shell/router.ts";
import { findOperation } from "../spec/catalog.ts";
import type { Operation } from "../spec/operations.ts";
import { formOfLink } from "./filled-link.ts";
import { OperationList } from "./operation-list.tsx";
import { RequestView } from "./request-view.tsx";
import { Welcome } from "./welcome.tsx";

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
