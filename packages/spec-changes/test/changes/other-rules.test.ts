import { expect, test } from "vitest";

import { allChanges } from "./all-changes.ts";
import { otherRules } from "./other-rules.ts";
import { sameMeaning } from "./same-meaning.ts";
import { schemaChanges } from "./schema-changes.ts";

const titles = new Set([...allChanges, ...schemaChanges, ...sameMeaning].map(([title]) => title));

/** Each name that a text with braces stands for. */
function namesOf(text: string): string[] {
  const [whole, before = "", choices = "", after = ""] = /^([^{]*)\{([^}]*)\}(.*)$/.exec(text) ?? [];
  return whole === undefined ? [text] : choices.split("|").flatMap((choice) => namesOf(before + choice + after));
}

test("each rule of another tool has changes in our tables, or a reason why it has none", () => {
  const missing = otherRules.flatMap(([names, ours]) =>
    "declined" in ours ? (/\w+ \w+/.test(ours.declined) ? [] : [names]) : ours.filter((title) => !titles.has(title)),
  );
  expect(missing).toEqual([]);
});

test("no rule stands twice", () => {
  const names = otherRules.flatMap(([text]) => namesOf(text));
  expect(names.length).toBeGreaterThan(500);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
