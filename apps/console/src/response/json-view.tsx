import type { JSX, TargetedKeyboardEvent } from "preact";
import { useState } from "preact/hooks";

interface Props {
  readonly json: unknown;
  readonly label: string;
}

/** A JSON value whose objects and lists fold. The arrow keys go through them, so that Tab passes all at once. */
export function JsonView({ json, label }: Props): JSX.Element {
  // A short value is shown whole; of a long one, what stands two levels deep is folded.
  const depth = JSON.stringify(json).length < 4_000 ? Infinity : 2;
  return (
    <div class="json code" role="group" tabIndex={0} aria-label={label} onKeyDown={followArrows}>
      <Value name={undefined} value={json} open={depth} isLast />
    </div>
  );
}

interface ValueProps {
  readonly name: string | undefined;
  readonly value: unknown;
  /** How many levels are open at first. */
  readonly open: number;
  readonly isLast: boolean;
}

function Value({ isLast, name, open, value }: ValueProps): JSX.Element {
  const key = name !== undefined && (
    <>
      <span class="json-name">{JSON.stringify(name)}</span>:{" "}
    </>
  );
  const end = isLast ? "" : ",";
  const [isOpen, setIsOpen] = useState(open > 0);
  if (typeof value !== "object" || value === null || Object.keys(value).length === 0) {
    return (
      <div>
        {key}
        <span class={`json-${value === null ? "null" : typeof value}`}>{JSON.stringify(value)}</span>
        {end}
      </div>
    );
  }
  const isList = Array.isArray(value);
  const [start, stop] = isList ? "[]" : "{}";
  const entries = Object.entries(value);
  return (
    <details open={isOpen} onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      {/* Tab would stop at each of them. */}
      <summary tabIndex={-1}>
        {key}
        {start}
        {!isOpen && <span class="json-folded">{` ${previewOf(value)} `}</span>}
        {!isOpen && stop + end}
      </summary>
      {isOpen && (
        <>
          <div class="json-inside">
            {entries.map(([each, child], index) => (
              <Value
                key={each}
                name={isList ? undefined : each}
                value={child}
                open={open - 1}
                isLast={index === entries.length - 1}
              />
            ))}
          </div>
          {stop + end}
        </>
      )}
    </details>
  );
}

/** The first plain fields of an object, or how many entries a list has. */
function previewOf(value: object): string {
  if (Array.isArray(value)) return value.length === 1 ? "1 entry" : `${value.length} entries`;
  const plain = Object.entries(value).filter(([, child]) => typeof child !== "object");
  const text = plain.map(([name, child]) => `${name}: ${JSON.stringify(child)}`).join(", ");
  return text.length > 100 ? `${text.slice(0, 100)}…` : text || "…";
}

function followArrows(event: TargetedKeyboardEvent<HTMLElement>): void {
  const { currentTarget, key } = event;
  const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
  const folds = [...currentTarget.querySelectorAll("summary")];
  const at = folds.findIndex((fold) => fold === document.activeElement);
  const current = folds[at]?.parentElement as HTMLDetailsElement | undefined;
  const isFolding =
    (key === "ArrowRight" && current?.open === false) || (key === "ArrowLeft" && current?.open === true);
  if (isFolding && current !== undefined) current.open = !current.open;
  else if (steps[key] !== undefined) folds[Math.max(0, at + steps[key])]?.focus();
  else if (key === "ArrowLeft") current?.parentElement?.closest("details")?.querySelector("summary")?.focus();
  else return;
  event.preventDefault();
}
