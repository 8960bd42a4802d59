import type { JSX } from "preact";

/** A sentence of a spec, in which names stand between backticks. */
export function Prose({ text }: { readonly text: string }): JSX.Element {
  return (
    <>
      {text
        .trim()
        .split("`")
        .map((part, index) => (index % 2 === 1 ? <code key={part + String(index)}>{part}</code> : part))}
    </>
  );
}

/** A description of a spec, whose lines are broken for the eyes of its authors. */
export function Paragraphs({ text }: { readonly text: string }): JSX.Element {
  return (
    <>
      {text
        .trim()
        .split(/\n\s*\n/)
        .map((paragraph) => (
          <p key={paragraph}>
            <Prose text={paragraph} />
          </p>
        ))}
    </>
  );
}
