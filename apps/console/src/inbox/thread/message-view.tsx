import type { InboxAttachment, InboxMessage } from "@switchboard/messaging/inbox";
import type { JSX } from "preact";

import { Status } from "../../shell/status.tsx";
import type { Reaction } from "./blooio-details.ts";
import { MessageActions } from "./message-actions.tsx";
import { nameOf } from "../names.ts";
import type { OpenThread } from "./open-thread.ts";
import { PollView } from "./poll-view.tsx";
import { RawObject } from "../raw-object.tsx";
import { clockOf } from "../time.ts";

interface Props {
  readonly message: InboxMessage;
  readonly open: OpenThread;
  /** Undefined within a day. */
  readonly newDay: string | undefined;
  readonly repliedTo: { readonly id: string; readonly message: InboxMessage | undefined } | undefined;
  readonly isInGroup: boolean;
}

/** One message, with all that is known of it. */
export function MessageView({ isInGroup, message, newDay, open, repliedTo }: Props): JSX.Element {
  const { at, attachments, direction, id, raw, service, status, text } = message;
  const isOurs = direction === "outbound";
  const writer = (message.person && nameOf(message.person)) ?? (isInGroup ? "A member" : "The other person");
  const poll = open.polls.get(id);
  const reactions = open.reactions.get(id) ?? [];
  const failure = failureOf(message);
  return (
    <>
      {newDay !== undefined && <li class="new-day">{newDay}</li>}
      <li class={isOurs ? "message is-ours" : "message"} data-message={id}>
        {isInGroup && !isOurs ? (
          <p class="writer-name">
            <bdi>{writer}</bdi>
          </p>
        ) : (
          <span class="unseen">{isOurs ? "The business: " : `${writer}: `}</span>
        )}
        {repliedTo !== undefined && (
          <blockquote class="quote" dir="auto">
            {repliedTo.message?.text ?? `An earlier message, ${repliedTo.id}`}
          </blockquote>
        )}
        {attachments.map((attachment, index) => (
          <AttachmentView key={index} attachment={attachment} />
        ))}
        {poll !== undefined && <PollView poll={poll} />}
        {text !== undefined && poll === undefined && (
          <p class="message-text" dir="auto">
            {text}
          </p>
        )}
        {text === undefined && poll === undefined && attachments.length === 0 && (
          <p class="message-text soft">A message without words</p>
        )}
        {reactions.length > 0 && <Reactions reactions={reactions} />}
        {failure !== undefined && <p class="problem">{failure}</p>}
        <div class="message-facts">
          <time dateTime={at.toISOString()}>{clockOf(at)}</time>
          {isOurs && <Status of={status} />}
          <RawObject of="message" id={id} raw={raw}>
            <MessageActions message={message} service={service} conversationId={open.id} />
          </RawObject>
        </div>
      </li>
    </>
  );
}

/** Why a message failed, in the service's words. */
function failureOf(message: InboxMessage): string | undefined {
  if (message.service === "blotato") return message.raw.errorMessage ?? undefined;
  const { error } = message.raw;
  return error?.message ?? error?.code;
}

/** A picture of the mock's own, or a link: nothing is loaded from elsewhere. */
function AttachmentView({ attachment }: { readonly attachment: InboxAttachment }): JSX.Element {
  const { caption, mediaType = "a file", size, url } = attachment;
  if (url === undefined) return <p class="file">A file that the service is still fetching</p>;
  const isShown = url.startsWith("data:image/");
  const facts = [mediaType, size !== undefined && `${size} bytes`].filter(Boolean).join(", ");
  return (
    <figure class="file">
      {isShown ? (
        <img src={url} alt={caption ?? `A picture, ${facts}`} />
      ) : url.startsWith("data:") ? (
        <span>
          A file <small>{facts}</small>
        </span>
      ) : (
        <a href={url} target="_blank" rel="noopener noreferrer">
          {url.split("/").at(-1) || url} <small>{facts}</small>
        </a>
      )}
      {caption !== undefined && <figcaption dir="auto">{caption}</figcaption>}
    </figure>
  );
}

const signs: Readonly<Record<string, string>> = {
  love: "❤️",
  like: "👍",
  dislike: "👎",
  laugh: "😂",
  emphasize: "‼️",
  question: "❓",
};

const Reactions = ({ reactions }: { readonly reactions: readonly Reaction[] }): JSX.Element => (
  <ul class="reactions" aria-label="Reactions">
    {reactions.map(({ isOurs, name }, index) => (
      <li key={index}>
        <span aria-hidden="true">{signs[name] ?? name}</span>
        <span class="unseen">
          {name}, from {isOurs ? "the business" : "the other side"}
        </span>
      </li>
    ))}
  </ul>
);
