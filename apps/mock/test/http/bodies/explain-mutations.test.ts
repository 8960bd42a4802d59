import { expect, test } from "vitest";

import { explainBody } from "../../../src/http/request/explain-body.ts";
import { at, bodyExamples, placesIn, replaced, type BodyExample, type Place } from "../../prism/spec-bodies.ts";

interface Mutation {
  readonly what: string;
  readonly body: unknown;
  /** The place that a message about it must name. */
  readonly field: string;
}

const examples = [...(await bodyExamples("blotato")), ...(await bodyExamples("blooio"))];

const nameOf = (place: Place): string => place.join(".");

/** Values of other types than a value has. */
const strangers = (value: unknown): readonly unknown[] =>
  [{}, [], 5, true, "zz"]
    .filter((other) => typeof other !== typeof value || Array.isArray(other) !== Array.isArray(value))
    .concat(null as never);

/** Each single fault that a body can have: a field missing, of the wrong type, or too many. */
function mutationsOf({ body }: BodyExample): readonly Mutation[] {
  return placesIn(body).flatMap((place) => {
    const value = at(body, place);
    const isMember = typeof place.at(-1) === "string";
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return [
      ...(isMember ? [{ what: "without", body: replaced(body, place, undefined), field: nameOf(place) }] : []),
      ...(place.length > 0
        ? strangers(value).map((other) => ({
            what: `with ${JSON.stringify(other)} at`,
            body: replaced(body, place, other),
            field: nameOf(place),
          }))
        : []),
      ...(isObject
        ? [{ what: "with", body: replaced(body, [...place, "zzUnknown"], 1), field: nameOf([...place, "zzUnknown"]) }]
        : []),
    ];
  });
}

/** Explanations that do not begin with the field. */
const knownMisses = [
  // `to` is an object with neither id: the message names the other of the two first.
  /^blooio sendMessage(ToChannel)? group without to\.group_id$/,
  // The object needs one field, whichever.
  /^blotato updateSchedule \w+ without patch\.\w+$/,
];

test("the specs have examples of bodies to begin with", () => {
  expect(new Set(examples.map(({ operation }) => operation)).size).toBeGreaterThanOrEqual(8);
  for (const { operation, body } of examples)
    expect(explainBody(operation, body)).toEqual({ reasons: [], unknownFields: [] });
});

test.each(examples.map((example) => [example.api, example.operation.iid, example.name, example] as const))(
  "%s %s %s: whatever one fault it is given, the explanation names that field, and is short",
  (api, id, name, example) => {
    const misses: string[] = [];
    let rejected = 0;
    for (const { what, body, field } of mutationsOf(example)) {
      const { reasons, unknownFields } = explainBody(example.operation, body);
      if (reasons.length === 0) continue;
      rejected += 1;
      const title = `${api} ${id} ${name} ${what} ${field}`;
      const isNamed = reasons.some((reason) => reason.startsWith(`${field} `) || reason.startsWith(`${field}.`));
      const isListed = what !== "with" || unknownFields.includes(field);
      // One fault is not reported as many: at most one reason for each thing that an emptied object lacks.
      const isShort = reasons.length <= 8 && new Set(reasons).size === reasons.length;
      if (!(isNamed && isListed && isShort) && !knownMisses.some((miss) => miss.test(title))) {
        misses.push(`${title}: ${reasons.join("; ")}`);
      }
    }
    expect(misses).toEqual([]);
    expect(rejected).toBeGreaterThan(0);
  },
);
