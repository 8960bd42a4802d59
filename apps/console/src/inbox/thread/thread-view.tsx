import type { JSX } from "preact";
import { useEffect } from "preact/hooks";

import { linkTo } from "../../shell/router.ts";
import { apiTitles, type ApiName } from "../../spec/operations.ts";
import { Composer } from "../writing/composer.tsx";
import { MessageLog } from "./message-log.tsx";
import { initialsOf, nameOf, reachOf } from "../names.ts";
import { keepThreadOpen, openThread } from "./open-thread.ts";
import { RawObject } from "../raw-object.tsx";

interface Props {
  readonly service: ApiName;
  readonly id: string;
}

/** One conversation, with a place to write for each side. */
export function ThreadView({ id, service }: Props): JSX.Element {
  useEffect(() => keepThreadOpen(service, id), [service, id]);
  const open = openThread.value?.id === id && openThread.value.service === service ? openThread.value : undefined;
  const { messages, thread } = open ?? {};
  return (
    <article class="thread">
      <header>
        <a class="back" href={linkTo("inbox")}>
          All conversations
        </a>
        {thread !== undefined && (
          <span class={`face is-${service}`} aria-hidden="true">
            {initialsOf(thread.title)}
          </span>
        )}
        <div class="who">
          <h1 dir="auto">{thread?.title ?? id}</h1>
          <p class="via">
            {apiTitles[service]}
            {thread !== undefined && ` · ${thread.conversation.network}`}
            {thread?.conversation.people.map((person) => {
              const [name, reach] = [nameOf(person), reachOf(person)];
              // A title of one name says it all.
              return name === thread.title && reach === undefined ? null : (
                <span key={person.id ?? person.address}>
                  {" · "}
                  <bdi>{name === thread.title ? reach : [name, reach].filter(Boolean).join(" ")}</bdi>
                </span>
              );
            })}
          </p>
        </div>
        {thread !== undefined && <RawObject of="conversation" id={id} raw={thread.conversation.raw} />}
      </header>
      {open !== undefined && messages !== undefined ? (
        <MessageLog open={open} messages={messages} />
      ) : (
        open?.problem === undefined && <p class="empty">Reading the messages …</p>
      )}
      {thread !== undefined && <Composer thread={thread} messages={messages ?? []} />}
    </article>
  );
}
