import type { Coverage } from "./api-facts.ts";
import type { Difference, Part, Side } from "./difference.ts";
import { canonical } from "./json.ts";
import { limitNames, type Shape } from "./shape.ts";

/** Where two shapes stand, and how to tell what differs there. */
export interface Place {
  readonly operation: string;
  readonly part: Part;
  readonly path: string;
  readonly left: Coverage;
  readonly right: Coverage;
  readonly report: (difference: Difference) => void;
}

export function reportDifference(place: Place, aspect: string, left: Side, right: Side, name?: string): void {
  const { operation, part, path } = place;
  const id = [
    operation,
    path.trim(),
    // The path of an operation, and that of a header, say all.
    aspect === "existence" || aspect === "header" ? undefined : aspect,
    aspect === "enum value" ? name : undefined,
  ]
    .filter((word) => word !== undefined && word !== "")
    .join(" ");
  place.report({ id, operation, part, aspect, left, right, ...(name !== undefined && { name }) });
}

/** Reports each fact in which two shapes differ. A document that does not tell everything is not taken at its silence. */
export function compareShapes(left: Shape, right: Shape, place: Place): void {
  const report = (aspect: string, one: unknown, two: unknown): void =>
    reportDifference(place, aspect, { value: one, pointer: left.pointer }, { value: two, pointer: right.pointer });
  if (left.types.length > 0 && right.types.length > 0) {
    if (canonical(left.types) !== canonical(right.types)) report("type", left.types, right.types);
    if (left.nullable !== right.nullable) report("nullable", left.nullable, right.nullable);
  } else if (left.types.length !== right.types.length && !mayBeSilent(place, left.types.length === 0)) {
    report("type", left.types, right.types);
  }
  compareValues(left, right, place);
  for (const name of limitNames) {
    const [one, two] = [left.limits[name], right.limits[name]];
    if ((one === undefined || two === undefined) && mayBeSilent(place, one === undefined)) continue;
    if (canonical(one) !== canonical(two)) report(name, one, two);
  }
  if (left.items && right.items) compareShapes(left.items, right.items, { ...place, path: `${place.path}[]` });
  else if (left.items !== right.items && !mayBeSilent(place, left.items === undefined)) {
    report("items", left.items?.types, right.items?.types);
  }
  compareUnions(left, right, place);
  compareAdditional(left, right, place);
}

/** Whether the side that lacks something belongs to a document which does not tell everything. */
const mayBeSilent = (place: Place, leftLacks: boolean): boolean => (leftLacks ? place.left : place.right) !== "whole";

function compareValues(left: Shape, right: Shape, place: Place): void {
  const [one, two] = [left.values, right.values];
  if (!one || !two) {
    if (one === two || mayBeSilent(place, one === undefined)) return;
    // A list of one value and the same list in another order are the same fact.
    reportDifference(
      place,
      "enum",
      { value: one?.map(String).toSorted(), pointer: left.pointer },
      { value: two?.map(String).toSorted(), pointer: right.pointer },
    );
    return;
  }
  const texts = (values: readonly unknown[]): Set<string> => new Set(values.map(String));
  const [known, given] = [texts(one), texts(two)];
  for (const value of new Set([...known, ...given])) {
    if (known.has(value) && given.has(value)) continue;
    const side = (has: boolean, pointer: string): Side => ({ value: has ? "present" : undefined, pointer });
    const [before, after] = [side(known.has(value), left.pointer), side(given.has(value), right.pointer)];
    reportDifference(place, "enum value", before, after, value);
  }
}

function compareUnions(left: Shape, right: Shape, place: Place): void {
  const { cases: one } = left;
  const { cases: two } = right;
  if (one && two) {
    for (const label of new Set([...one.keys(), ...two.keys()])) {
      const [before, after] = [one.get(label), two.get(label)];
      const inner = { ...place, path: `${place.path}(${label})` };
      if (before && after) compareShapes(before, after, inner);
      else if (!mayBeSilent(place, before === undefined)) {
        const side = (shape: Shape | undefined, whole: Shape): Side =>
          shape ? { value: "present", pointer: shape.pointer } : { value: undefined, pointer: whole.pointer };
        reportDifference({ ...inner, part: place.part }, "case", side(before, left), side(after, right), label);
      }
    }
    return;
  }
  if ((one || two) && !mayBeSilent(place, one === undefined)) {
    const labels = (cases: Shape["cases"]): unknown => cases && [...cases.keys()].toSorted();
    reportDifference(
      place,
      "cases",
      { value: labels(one), pointer: left.pointer },
      { value: labels(two), pointer: right.pointer },
    );
  }
  compareProperties(left, right, place);
  compareAlternatives(left, right, place);
}

function compareAlternatives(left: Shape, right: Shape, place: Place): void {
  const [one, two] = [left.alternatives, right.alternatives];
  if (canonical(one) === canonical(two)) return;
  if ((one.length === 0 || two.length === 0) && mayBeSilent(place, one.length === 0)) return;
  const side = ({ alternatives, pointer }: Shape): Side => ({
    value: alternatives.length === 0 ? undefined : alternatives,
    pointer,
  });
  reportDifference(place, "alternatives", side(left), side(right));
}

function compareProperties(left: Shape, right: Shape, place: Place): void {
  for (const name of new Set([...left.properties.keys(), ...right.properties.keys()])) {
    const [one, two] = [left.properties.get(name), right.properties.get(name)];
    const inner = { ...place, path: `${place.path}${/[ (]|^$/.test(place.path.slice(-1)) ? "" : "."}${name}` };
    const side = (property: typeof one, whole: Shape): Side =>
      property
        ? { value: property.required ? "required" : "optional", pointer: property.shape.pointer, holder: whole.pointer }
        : { value: undefined, pointer: whole.pointer, holder: whole.pointer };
    if (one && two) {
      if (one.required !== two.required) {
        const [before, after] = [one.required, two.required];
        reportDifference(
          inner,
          "required",
          { value: before, pointer: left.pointer },
          { value: after, pointer: right.pointer },
          name,
        );
      }
      compareShapes(one.shape, two.shape, inner);
    } else if (!isUntold(place, one === undefined, left, right)) {
      reportDifference(inner, "field", side(one, left), side(two, right), name);
    }
  }
}

/** A page lists all the fields of an object, or none of them where it shows the object as a whole. */
function isUntold(place: Place, leftLacks: boolean, left: Shape, right: Shape): boolean {
  const [coverage, shape] = leftLacks ? [place.left, left] : [place.right, right];
  return coverage === "glimpse" || (coverage === "page" && shape.properties.size === 0);
}

function compareAdditional(left: Shape, right: Shape, place: Place): void {
  const [one, two] = [left.additional, right.additional];
  if (typeof one === "object" && typeof two === "object") {
    compareShapes(one, two, { ...place, path: `${place.path}.*` });
    return;
  }
  const word = (additional: Shape["additional"]): string =>
    typeof additional === "object" ? `of type ${additional.types.join(" or ")}` : additional;
  if (word(one) === word(two) || mayBeSilent(place, one === "open")) return;
  reportDifference(
    place,
    "additional fields",
    { value: word(one), pointer: left.pointer },
    { value: word(two), pointer: right.pointer },
  );
}
