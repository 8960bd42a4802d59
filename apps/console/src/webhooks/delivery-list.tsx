import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import { useMockChange } from "../bench/mock-change.ts";
import { HeaderList } from "../response/header-list.tsx";
import { askMock, type Delivery, type DeliveryAttempt } from "../service/admin.ts";
import { changesOf } from "../service/mock-feed.ts";
import { whose } from "../service/target.ts";
import { countOf } from "../shell/count-of.ts";
import { Status } from "../shell/status.tsx";

const most = 100;

/** What was delivered to the webhooks of the tenant, the newest first, with each attempt as it went over the wire. */
export function DeliveryList(): JSX.Element {
  const deliveries = useSignal<readonly Delivery[] | undefined>(undefined);
  const { change, problem } = useMockChange();
  useEffect(() => {
    const of = whose.peek();
    const query = new URLSearchParams(
      Object.entries({ ...of, limit: most }).map(([name, value]) => [name, String(value)]),
    );
    void askMock<{ items: readonly Delivery[] }>("GET", `/deliveries?${query.toString()}`).then(
      ({ items }) => {
        if (of === whose.peek()) deliveries.value = items.toReversed();
      },
      // Who watches the mock says why it cannot be read.
      () => undefined,
    );
  }, [changesOf.deliveries.value, whose.value]);
  return (
    <section class="card" aria-labelledby="deliveries-title">
      <h2 id="deliveries-title">Deliveries</h2>
      <p role="status" class="problem">
        {problem}
      </p>
      {deliveries.value?.length === 0 && (
        <p class="empty">
          None yet. With a subscription, whatever happens is delivered: let an event happen, or send a message in
          Blooio.
        </p>
      )}
      {deliveries.value?.length === most && <p class="hint">The newest {most}.</p>}
      <ul class="deliveries" aria-label="Deliveries">
        {deliveries.value?.map((delivery) => (
          <DeliveryEntry
            key={delivery.id}
            delivery={delivery}
            repeat={() => void change(askMock("POST", `/deliveries/${delivery.id}/repeat`))}
          />
        ))}
      </ul>
    </section>
  );
}

interface EntryProps {
  readonly delivery: Delivery;
  readonly repeat: () => void;
}

function DeliveryEntry({ delivery, repeat }: EntryProps): JSX.Element {
  const [isOpen, setIsOpen] = useState(false);
  const { attempts, createdAt, eventType, id, nextAttemptAt, status, url } = delivery;
  return (
    <li data-delivery={id}>
      <details onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
        <summary>
          <Status of={status} />
          <strong class="rows-main">{eventType}</strong>
          <span class="rows-side">{countOf(attempts.length, "attempt")}</span>
          <time class="rows-side" dateTime={createdAt}>
            {createdAt.slice(11, 19)}
          </time>
        </summary>
        {isOpen && (
          <div class="delivery">
            <p>
              To <code>{url}</code>
              {nextAttemptAt !== undefined &&
                `. The next attempt is due at ${nextAttemptAt.slice(11, 19)} by the mock’s clock.`}
            </p>
            {attempts.map((attempt, index) => (
              <Attempt key={attempt.at} attempt={attempt} number={index + 1} />
            ))}
          </div>
        )}
      </details>
      <button type="button" class="quiet" aria-label={`Send again: ${eventType}`} onClick={repeat}>
        Send again
      </button>
    </li>
  );
}

function Attempt({ attempt, number }: { readonly attempt: DeliveryAttempt; readonly number: number }): JSX.Element {
  const { at, body, headers, problem, response } = attempt;
  return (
    <section aria-label={`Attempt ${number}`}>
      <h3>
        Attempt {number} <Status of={response?.status} /> <time dateTime={at}>{at.slice(11, 19)}</time>
      </h3>
      {problem !== undefined && <p class="problem">{problem}</p>}
      <HeaderList headers={Object.entries(headers)} />
      <pre class="code" tabIndex={0} aria-label={`Body of attempt ${number}`}>
        {indented(body)}
      </pre>
      {response !== undefined && response.body !== "" && (
        <>
          <h4>The receiver responded</h4>
          <pre class="code" tabIndex={0} aria-label={`Response to attempt ${number}`}>
            {response.body}
          </pre>
        </>
      )}
    </section>
  );
}

/** What is signed is the body as it was sent; a person reads it with line breaks. */
function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
