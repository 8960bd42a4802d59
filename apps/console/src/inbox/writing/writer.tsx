import type { ComponentChildren, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

import { ClientError } from "../client-error.tsx";
import { noteOwnChange } from "../keep-fresh.ts";
import { changeDraft, draft, forgetDraft, loadDraft, side, type Draft, type Place, type Side } from "./draft.ts";

export type ChangeDraft = (change: Partial<Draft>) => void;

interface Props {
  /** Where it is written, which has drafts of its own. */
  readonly place: Place;
  /** What the other side is called. */
  readonly person: string;
  /** Why the business cannot write; undefined when it can. */
  readonly closed?: string | undefined;
  readonly placeholder: (side: Side) => string;
  /** The text of what is replied to. */
  readonly quoted: (id: string) => string | undefined;
  readonly write: (side: Side, draft: Draft) => Promise<void>;
  /** Further fields. */
  readonly extras?: (side: Side, draft: Draft, change: ChangeDraft) => ComponentChildren;
}

/** A place to write for either side. What is written stays until it is sent. */
export function Writer({ closed, extras, person, place, placeholder, quoted, write }: Props): JSX.Element {
  const [error, setError] = useState<unknown>();
  const [isBusy, setIsBusy] = useState(false);
  const writer: Side = closed === undefined ? side.value : "person";
  useEffect(() => {
    side.value = writer;
    loadDraft(place, writer);
    setError(undefined);
  }, [place.service, place.id, writer]);
  const { file, replyTo, text } = draft.value;
  const change: ChangeDraft = (part) => changeDraft(place, part);
  const submit = async (): Promise<void> => {
    const sent = draft.peek();
    if (sent.text.trim() === "" && file === "") return setError(new Error("Write something first."));
    setIsBusy(true);
    const failure = await write(writer, sent).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    setIsBusy(false);
    setError(failure);
    if (failure === undefined) forgetDraft(place, writer, sent);
    noteOwnChange();
  };
  const submitByKey = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void submit();
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {closed !== undefined && <p class="soft">{closed}</p>}
      <fieldset class="switch">
        <legend class="unseen">Who writes</legend>
        {closed === undefined && <SideOption of="business" label="The business" />}
        <SideOption of="person" label={person} />
      </fieldset>
      {replyTo !== undefined && (
        <p class="quote">
          <span dir="auto">{quoted(replyTo) ?? replyTo}</span>
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
          placeholder={placeholder(writer)}
          value={text}
          aria-invalid={error !== undefined}
          onInput={({ currentTarget }) => change({ text: currentTarget.value })}
          onKeyDown={submitByKey}
        />
      </label>
      {extras?.(writer, draft.value, change)}
      <div class="composer-end">
        <ClientError error={error} />
        <small class="soft keys">Ctrl+Enter sends</small>
        <button type="submit" class="main" disabled={isBusy}>
          {writer === "business" ? "Send" : "Let it arrive"}
        </button>
      </div>
    </form>
  );
}

/** Begins a reply to a message or comment, in the place to write that is shown. */
export function startReply(place: Place, replyTo: string): void {
  changeDraft(place, { replyTo });
  document.querySelector<HTMLElement>(".composer textarea")?.focus();
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
