import type { InboxMessage } from "@switchboard/messaging/inbox";
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

import { MessageView } from "./message-view.tsx";
import { isGroup } from "../names.ts";
import { showEarlierMessages, type OpenThread } from "./open-thread.ts";
import { dayOf } from "../time.ts";

interface Props {
  readonly open: OpenThread;
  readonly messages: readonly InboxMessage[];
}

/** How far from its end a reader still counts as being there, in pixels. */
const nearEnd = 40;

/** The messages. It follows new ones while its end is in sight, and stays where a person reads earlier ones. */
export function MessageLog({ messages, open }: Props): JSX.Element {
  const log = useRef<HTMLDivElement>(null);
  const place = useRef({ isAtEnd: true, height: 0, first: "", last: "" });
  const [hasNews, setHasNews] = useState(false);
  const [first = "", last = ""] = [messages[0]?.id, messages.at(-1)?.id];
  const isLoading = useRef(false);

  useLayoutEffect(() => {
    const [box, before] = [log.current, place.current];
    if (box === null) return;
    if (before.isAtEnd) box.scrollTop = box.scrollHeight;
    else if (before.first !== first) box.scrollTop += box.scrollHeight - before.height;
    if (!before.isAtEnd && before.last !== last) setHasNews(true);
    if (before.first !== first) isLoading.current = false;
    place.current = { ...before, height: box.scrollHeight, first, last };
  });

  // The end stays in sight when the place to write grows.
  useEffect(() => {
    const box = log.current;
    if (box === null) return undefined;
    const observer = new ResizeObserver(() => {
      if (place.current.isAtEnd) box.scrollTop = box.scrollHeight;
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, []);

  const noteScroll = ({ scrollHeight, scrollTop, clientHeight }: HTMLElement): void => {
    place.current.isAtEnd = scrollHeight - scrollTop - clientHeight < nearEnd;
    if (place.current.isAtEnd) setHasNews(false);
    if (scrollTop < nearEnd && open.hasEarlier) loadEarlier();
  };
  const loadEarlier = (): void => {
    isLoading.current = true;
    showEarlierMessages();
  };
  const goToEnd = (): void => {
    log.current?.scrollTo(0, log.current.scrollHeight);
    log.current?.focus();
  };

  return (
    <div class="log-frame">
      <div
        class="log"
        role="log"
        aria-label="Messages"
        // What comes in above is not news.
        aria-busy={isLoading.current}
        tabIndex={0}
        ref={log}
        onScroll={({ currentTarget }) => noteScroll(currentTarget)}
      >
        {open.hasEarlier && (
          <button type="button" class="quiet earlier" onClick={loadEarlier}>
            Show earlier messages
          </button>
        )}
        {messages.length === 0 && <p class="empty">Nothing was said yet. Write the first message below.</p>}
        <ol class="messages">
          {messages.map((message, index) => (
            <MessageView
              key={message.id}
              message={message}
              newDay={dayOf(message.at) === dayBefore(messages[index - 1]) ? undefined : dayOf(message.at)}
              open={open}
              repliedTo={repliedTo(message, messages)}
              isInGroup={open.thread !== undefined && isGroup(open.thread.conversation)}
            />
          ))}
        </ol>
      </div>
      {hasNews && (
        <button type="button" class="news" onClick={goToEnd}>
          New messages
        </button>
      )}
    </div>
  );
}

const dayBefore = (message: InboxMessage | undefined): string | undefined => message && dayOf(message.at);

/** The message to which one replies, and its id, as far as it replies to any. */
function repliedTo(message: InboxMessage, messages: readonly InboxMessage[]) {
  const id = message.service === "blooio" ? message.raw.reply_to_message_id : undefined;
  return typeof id === "string" ? { id, message: messages.find((each) => each.id === id) } : undefined;
}
