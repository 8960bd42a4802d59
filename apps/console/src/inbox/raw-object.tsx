import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";

interface Props {
  /** What it is, such as `message`. */
  readonly of: string;
  readonly id: string;
  /** The object as the service gives it. */
  readonly raw: object;
  /** What stands above it, once it is open. */
  readonly children?: ComponentChildren;
}

/** The vendor's own object, behind a button; it is rendered once it is wanted. */
export function RawObject({ children, id, of, raw }: Props): JSX.Element {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details
      class="raw"
      onToggle={({ currentTarget }) => {
        setIsOpen(currentTarget.open);
        // What was opened is there after the next rendering.
        if (currentTarget.open) requestAnimationFrame(() => currentTarget.scrollIntoView({ block: "nearest" }));
      }}
    >
      <summary>
        <span class="unseen">Details of {of} </span>
        <code>{id}</code>
      </summary>
      {isOpen && (
        <div class="raw-content">
          {children}
          <pre class="code" tabIndex={0} aria-label={`The ${of} as the service gives it`}>
            {JSON.stringify(raw, undefined, 2)}
          </pre>
        </div>
      )}
    </details>
  );
}
