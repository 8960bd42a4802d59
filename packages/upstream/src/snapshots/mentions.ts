import { at, isObject, type JsonObject, pointerOf } from "@switchboard/spec-changes";

/**
 * The names that a document's sentences mark as code, and what its extensions list, by the place where they stand. They
 * are facts that no schema holds: a code of an error, a field of a body without a schema, the types of events.
 */
export type Mentions = { readonly [pointer: string]: readonly string[] };

const longestName = 40;

/** Sentences are not kept, and of an extension only the names of its parts. */
export function mentionsOf(document: JsonObject): Mentions {
  const mentions: Record<string, readonly string[]> = {};
  const add = (pointer: string, names: readonly string[]): void => {
    if (names.length > 0) mentions[pointer] = [...new Set(names)].toSorted();
  };
  const visit = (part: unknown, pointer: string): void => {
    if (Array.isArray(part)) part.forEach((child, index) => visit(child, pointerOf(pointer, index)));
    if (!isObject(part)) return;
    const sentences = [part["summary"], part["description"]].filter((text) => typeof text === "string");
    add(pointer, sentences.flatMap(namesIn));
    for (const [key, child] of Object.entries(part)) {
      const place = pointerOf(pointer, key);
      if (key.startsWith("x-")) add(place, listed(child));
      else if (!["example", "examples", "default", "enum"].includes(key)) visit(child, place);
    }
  };
  visit(document, "#");
  return mentions;
}

const namesIn = (sentence: string): string[] =>
  [...sentence.matchAll(/`([^`\s]+)`/g)].map(([, name = ""]) => name).filter((name) => name.length <= longestName);

function listed(extension: unknown): string[] {
  if (Array.isArray(extension)) return extension.filter((entry) => typeof entry === "string");
  if (isObject(extension)) return Object.keys(extension);
  return typeof extension === "string" && !extension.includes(" ") ? [extension] : [];
}

interface Mentioning {
  readonly document: JsonObject;
  readonly mentions: Mentions;
}

/** Compares what two documents name, in the places that both have: a new place is a change of its own. */
export function compareMentions(
  before: Mentioning,
  today: Mentioning,
): { readonly pointer: string; readonly change: string }[] {
  const places = new Set([...Object.keys(before.mentions), ...Object.keys(today.mentions)]);
  const isComparable = (pointer: string): boolean =>
    /\/x-[^/]*$/.test(pointer) || [before, today].every(({ document }) => at(document, pointer) !== undefined);
  return [...places].filter(isComparable).flatMap((pointer) => {
    const [one, two] = [before, today].map(({ mentions }) => mentions[pointer] ?? []);
    const gone = without(one, two).map((name) => `- ${name}`);
    const added = without(two, one).map((name) => `+ ${name}`);
    return gone.length + added.length > 0 ? [{ pointer, change: [...gone, ...added].join(", ") }] : [];
  });
}

const without = (names: readonly string[] = [], others: readonly string[] = []): string[] =>
  names.filter((name) => !others.includes(name));
