import type { JSX } from "preact";
import { useState } from "preact/hooks";

/** Copies a text, and says whether that worked: a browser may not allow it. */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }): JSX.Element {
  const [copied, setCopied] = useState<{ readonly text: string; readonly label: string }>();
  const copy = async (): Promise<void> => {
    const label = await navigator.clipboard.writeText(text).then(
      () => "Copied",
      () => "Not copied",
    );
    setCopied({ text, label });
  };
  return (
    <button type="button" class="quiet copy" aria-label={`Copy ${what}`} onClick={() => void copy()}>
      {/* Another text was not copied yet. */}
      {copied?.text === text ? copied.label : "Copy"}
    </button>
  );
}
