import type { JSX } from "preact";

import { Paragraphs, Prose } from "../shell/prose.tsx";

interface Props {
  readonly text: string;
  readonly class: string;
  /** A text of at most so many characters is shown whole. */
  readonly whole?: number;
}

/** A description of a spec: its first sentence, and the rest behind a fold, for those who come back want the form. */
export function FoldedProse({ class: name, text, whole = 0 }: Props): JSX.Element {
  const trimmed = text.trim();
  const lead = trimmed.length > whole ? firstSentence(trimmed) : trimmed;
  const rest = trimmed.slice(lead.length).trim();
  if (rest === "") {
    return (
      <p class={name}>
        <Prose text={lead} />
      </p>
    );
  }
  return (
    <details class={`${name} folded`}>
      <summary>
        <Prose text={lead} />
      </summary>
      <Paragraphs text={rest} />
    </details>
  );
}

/** Up to the full stop behind which a new sentence begins. A stop within a name, or within brackets, ends none. */
const firstSentence = (text: string): string =>
  /^(?:`[^`]*`|\([^)]*\)|[^`(])*?[.!?](?=\s+["`A-Z\d]|\s*$)/.exec(text)?.[0] ?? text;
