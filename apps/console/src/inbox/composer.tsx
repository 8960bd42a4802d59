import type { InboxMessage } from "@switchboard/messaging/inbox";
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import { textOfFile } from "../service/upload.ts";
import { ClientError } from "./client-error.tsx";
import { changeDraft, draft, forgetDraft, loadDraft, side, type Side } from "./draft.ts";
import { noteOwnChange } from "./keep-fresh.ts";
import { isGroup, nameOf } from "./names.ts";
import type { Thread } from "./thread-list.ts";
import { writeAsBusiness, writeAsPerson } from "./write.ts";

interface Props {
  readonly thread: Thread;
  readonly messages: readonly InboxMessage[];
}

/** Where one writes, for either side. What is written stays until it is sent. */
export function Composer({ messages, thread }: Props): JSX.Element {
  const { conversation } = thread;
  const [error, setError] = useState<unknown>();
  const [isBusy, setIsBusy] = useState(false);
  const canSend = conversation.network !== "bluesky";
  const writer: Side = canSend ? side.value : "person";
  useEffect(() => {
    side.value = writer;
    loadDraft(conversation, writer);
    setError(undefined);
  }, [conversation.service, conversation.id, writer]);
  const { file, replyTo, text } = draft.value;
  const change = (part: Parameters<typeof changeDraft>[1]): void => changeDraft(conversation, part);
  const submit = async (): Promise<void> => {
    const sent = draft.peek();
    if (sent.text.trim() === "" && sent.file === "") return setError(new Error("Write something first."));
    setIsBusy(true);
    const write = writer === "business" ? writeAsBusiness(thread, messages, sent) : writeAsPerson(thread, sent);
    const failure = await write.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    setIsBusy(false);
    setError(failure);
    if (failure === undefined) forgetDraft(conversation, writer, sent);
    noteOwnChange();
  };
  const submitByKey = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void submit();
  };
  const person = isGroup(conversation) ? "a member" : thread.title;
  const quoted = messages.find(({ id }) => id === replyTo);
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {!canSend && <p class="soft">Blotato can read Bluesky, but not answer there.</p>}
      <div class="composer-top">
        <fieldset class="switch">
          <legend class="unseen">Who writes</legend>
          {canSend && <SideOption of="business" label="The business" />}
          <SideOption of="person" label={person} />
        </fieldset>
        {writer === "person" && isGroup(conversation) && <MemberChoice thread={thread} change={change} />}
      </div>
      {replyTo !== undefined && (
        <p class="quote">
          <span dir="auto">{quoted?.text ?? replyTo}</span>
          <button type="button" class="quiet" onClick={() => change({ replyTo: undefined })}>
            Reply to none
          </button>
        </p>
      )}
      <label>
        <span class="unseen">{writer === "business" ? "Write as the business" : "Write as the other person"}</span>
        <textarea
          rows={2}
          dir="auto"
          placeholder={writer === "business" ? `Write to ${thread.title}` : `Write as ${person}`}
          value={text}
          aria-invalid={error !== undefined}
          onInput={({ currentTarget }) => change({ text: currentTarget.value })}
          onKeyDown={submitByKey}
        />
      </label>
      {conversation.service === "blooio" && <FileField file={file} by={writer} change={change} />}
      <div class="composer-end">
        <ClientError error={error} />
        <small class="soft">Ctrl+Enter sends</small>
        <button type="submit" class="main" disabled={isBusy}>
          {writer === "business" ? "Send" : "Let it arrive"}
        </button>
      </div>
    </form>
  );
}

const SideOption = ({ label, of }: { readonly of: Side; readonly label: string }): JSX.Element => (
  <label class={side.value === of ? "is-on" : ""}>
    <input type="radio" name="side" checked={side.value === of} onChange={() => (side.value = of)} />
    <span>
      <span class="unseen">Write as </span>
      <bdi>{label}</bdi>
    </span>
  </label>
);

type Change = (part: Parameters<typeof changeDraft>[1]) => void;

const MemberChoice = ({ change, thread }: { readonly thread: Thread; readonly change: Change }): JSX.Element => (
  <select
    aria-label="Which member writes"
    value={draft.value.from ?? thread.conversation.people[0]?.address}
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
  readonly change: Change;
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
