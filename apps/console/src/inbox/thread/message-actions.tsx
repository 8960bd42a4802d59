import type { InboxMessage } from "@switchboard/messaging/inbox";
import type { JSX } from "preact";
import { useState } from "preact/hooks";

import type { ApiName } from "../../spec/operations.ts";
import { ClientError } from "../client-error.tsx";
import { draft, side } from "../writing/draft.ts";
import { noteOwnChange } from "../keep-fresh.ts";
import { RequestLink } from "./request-link.tsx";
import { react } from "../writing/write.ts";
import { startReply } from "../writing/writer.tsx";

interface Props {
  readonly message: InboxMessage;
  readonly service: ApiName;
  readonly conversationId: string;
}

const reactions = ["love", "like", "dislike", "laugh", "emphasize", "question"];

/** What can be done with one message. Blotato knows neither replies to one message nor reactions. */
export function MessageActions({ conversationId, message: { direction, id }, service }: Props): JSX.Element {
  const [error, setError] = useState<unknown>();
  const [reaction, setReaction] = useState("love");
  const put = async (sign: "+" | "-"): Promise<void> => {
    setError(
      await react(conversationId, id, `${sign}${reaction}`, { side: side.peek(), from: draft.peek().from }).then(
        () => undefined,
        asError,
      ),
    );
    noteOwnChange();
  };
  return (
    <div class="message-actions">
      {direction === "outbound" && <RequestLink api={service} messageId={id} />}
      {service === "blooio" && (
        <>
          <button type="button" class="quiet" onClick={() => startReply({ id: conversationId, service }, id)}>
            Reply to it
          </button>
          <select
            aria-label="Reaction"
            value={reaction}
            onChange={({ currentTarget }) => setReaction(currentTarget.value)}
          >
            {reactions.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
          <button type="button" class="quiet" onClick={() => void put("+")}>
            Put on
          </button>
          <button type="button" class="quiet" onClick={() => void put("-")}>
            Take off
          </button>
        </>
      )}
      <ClientError error={error} />
    </div>
  );
}

const asError = (error: unknown): unknown => error ?? new Error("nothing is known of it");
