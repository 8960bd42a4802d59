import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

import { askMock } from "../service/admin.ts";
import { look } from "../service/mock-feed.ts";
import { mockKey } from "../service/target.ts";
import { reasonOf } from "../shell/error-reason.ts";
import { linkTo } from "../shell/router.ts";
import { Status } from "../shell/status.tsx";
import { apiTitles } from "../spec/operations.ts";
import { inboxes, keepThreadFresh, messagesShown, open } from "./inbox-state.ts";
import { timeOf } from "./time.ts";
import type { Thread, ThreadMessage } from "./thread.ts";

/** One conversation, with a line to write for each side. */
export function ThreadView({ thread }: { readonly thread: Thread }): JSX.Element {
  useEffect(() => keepThreadFresh(thread), [thread.api, thread.id]);
  const shown = open.value?.thread.id === thread.id ? open.value : undefined;
  const messages = shown?.messages;
  const log = useRef<HTMLDivElement>(null);
  const last = messages?.at(-1)?.id;
  // The newest message is what a person wants to see.
  useLayoutEffect(() => log.current?.scrollTo(0, log.current.scrollHeight), [last]);
  return (
    <article class="thread">
      <header>
        <a class="back" href={linkTo("inbox", thread.api)}>
          All conversations
        </a>
        <h1 dir="auto">{thread.title}</h1>
        <p class="via">
          {apiTitles[thread.api]} · {thread.via} · <code>{thread.id}</code>
        </p>
      </header>
      {shown?.problem !== undefined && <p class="problem">{shown.problem}</p>}
      {messages === undefined && shown?.problem === undefined && <p>Reading the messages …</p>}
      {messages?.length === 0 && <p class="empty">Nothing was said yet. Write the first message below.</p>}
      {(messages?.length ?? 0) >= messagesShown.value && messagesShown.value < 200 && (
        <button type="button" class="quiet" onClick={() => (messagesShown.value = 200)}>
          Show earlier messages
        </button>
      )}
      <div class="log" role="log" aria-label="Messages" tabIndex={0} ref={log}>
        <ol class="messages">
          {messages?.map((message) => (
            <MessageBubble key={message.id} message={message} />
          ))}
        </ol>
      </div>
      {thread.closed === undefined ? (
        <Writer label="Write as the business" action="Send" write={(text) => inboxes[thread.api].send(thread, text)} />
      ) : (
        <p class="empty">{thread.closed}</p>
      )}
      <Writer
        label="Write as the other person"
        action="Let it arrive"
        write={(text) =>
          askMock("POST", `/${thread.api}/messages`, {
            ...inboxes[thread.api].inbound(thread, text),
            key: mockKey.value,
          })
        }
      />
    </article>
  );
}

const MessageBubble = ({ message }: { readonly message: ThreadMessage }): JSX.Element => (
  <li class={message.isOurs ? "message is-ours" : "message"} data-message={message.id}>
    <span class="unseen">{message.isOurs ? "The business: " : "The other person: "}</span>
    <p class="message-text" dir="auto">
      {message.text}
    </p>
    <p class="message-facts">
      <time dateTime={new Date(message.at).toISOString()}>{timeOf(message.at)}</time>
      {message.isOurs && <Status of={message.status} />}
    </p>
    {message.failure !== undefined && <p class="problem">{message.failure}</p>}
  </li>
);

interface WriterProps {
  readonly label: string;
  readonly action: string;
  readonly write: (text: string) => Promise<unknown>;
}

function Writer({ action, label, write }: WriterProps): JSX.Element {
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (text.trim() === "") {
      setProblem("Write something first.");
      return;
    }
    setIsBusy(true);
    const failure = await write(text).then(() => undefined, reasonOf);
    setIsBusy(false);
    setProblem(failure);
    if (failure === undefined) setText("");
    await look();
  };
  return (
    <form class="writer" onSubmit={(event) => void submit(event)}>
      <label>
        {label}
        <input
          type="text"
          dir="auto"
          autocomplete="off"
          value={text}
          aria-invalid={problem !== undefined}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </label>
      <button type="submit" disabled={isBusy}>
        {action}
      </button>
      <p role="status" class="problem">
        {problem}
      </p>
    </form>
  );
}
