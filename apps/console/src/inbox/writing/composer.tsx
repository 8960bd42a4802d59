import type { InboxMessage } from "@switchboard/messaging/inbox";
import type { JSX } from "preact";

import { textOfFile } from "../../service/upload.ts";
import type { TitledConversation } from "../list/thread-list.ts";
import { isGroup, nameOf } from "../names.ts";
import type { Side } from "./draft.ts";
import { writeAsBusiness, writeAsPerson } from "./write.ts";
import { Writer, type ChangeDraft } from "./writer.tsx";

interface Props {
  readonly thread: TitledConversation;
  readonly messages: readonly InboxMessage[];
}

/** Where one writes in a conversation. */
export function Composer({ messages, thread }: Props): JSX.Element {
  const { conversation, title } = thread;
  const person = isGroup(conversation) ? "a member" : title;
  return (
    <Writer
      place={conversation}
      person={person}
      closed={conversation.network === "bluesky" ? "Blotato can read Bluesky, but not reply there." : undefined}
      placeholder={(side) => (side === "business" ? `Write to ${title}` : `Write as ${person}`)}
      quoted={(id) => messages.find((message) => message.id === id)?.text}
      write={(side, draft) =>
        side === "business" ? writeAsBusiness(thread, messages, draft) : writeAsPerson(thread, draft)
      }
      extras={(side, { file, from }, change) => (
        <>
          {side === "person" && isGroup(conversation) && <MemberChoice thread={thread} from={from} change={change} />}
          {conversation.service === "blooio" && <FileField file={file} by={side} change={change} />}
        </>
      )}
    />
  );
}

interface MemberChoiceProps {
  readonly thread: TitledConversation;
  readonly from: string | undefined;
  readonly change: ChangeDraft;
}

const MemberChoice = ({ change, from, thread }: MemberChoiceProps): JSX.Element => (
  <select
    aria-label="Which member writes"
    value={from ?? thread.conversation.people[0]?.address}
    onChange={({ currentTarget }) => change({ from: currentTarget.value })}
  >
    {thread.conversation.people.map((person) => (
      <option key={person.address} value={person.address}>
        {nameOf(person)}
      </option>
    ))}
  </select>
);

interface FileFieldProps {
  readonly file: string;
  readonly by: Side;
  readonly change: ChangeDraft;
}

/** A file by its address, or one of this computer, which only the other person can send: a service fetches files from the web. */
function FileField({ by, change, file }: FileFieldProps): JSX.Element {
  return (
    <details class="file-field" open={file !== ""}>
      <summary>Attach a file</summary>
      <label>
        Address of a file{" "}
        <input
          type="url"
          placeholder="https://"
          value={file.startsWith("data:") ? "" : file}
          onInput={({ currentTarget }) => change({ file: currentTarget.value })}
        />
      </label>
      {by === "person" && (
        <label>
          or one of this computer{" "}
          <input
            type="file"
            onChange={({ currentTarget: { files } }) => {
              const [chosen] = files ?? [];
              if (chosen !== undefined) void textOfFile(chosen).then((url) => change({ file: url }));
            }}
          />
        </label>
      )}
      {file !== "" && (
        <button type="button" class="quiet" onClick={() => change({ file: "" })}>
          Attach none
        </button>
      )}
    </details>
  );
}
