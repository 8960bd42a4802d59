import { parseForgiving } from "@switchboard/spec-changes";

/**
 * Reads the first JSON object of a text.
 *
 * @param from where to look
 * @returns the object and where it ends; undefined when there is none, or when it is not JSON
 */
export function readSample(text: string, from = 0): { readonly value: unknown; readonly end: number } | undefined {
  const start = text.indexOf("{", from);
  if (start === -1) return undefined;
  const end = endOfObject(text, start);
  if (end === undefined) return undefined;
  try {
    return { value: parseForgiving(text.slice(start, end)), end };
  } catch {
    return undefined;
  }
}

function endOfObject(text: string, start: number): number | undefined {
  let depth = 0;
  let quoted = false;
  for (let index = start; index < text.length; index++) {
    const character = text[index];
    if (quoted) {
      if (character === "\\") index++;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === "{" || character === "[") depth++;
    else if ((character === "}" || character === "]") && --depth === 0) return index + 1;
  }
  return undefined;
}
