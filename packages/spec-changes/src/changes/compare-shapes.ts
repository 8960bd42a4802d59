import { inShort, meaningOf } from "../facts/shapes/meaning.ts";
import type { Shape } from "../facts/shapes/shape.ts";
import { branchesOf } from "../facts/shapes/unite-shapes.ts";
import { comparePlain } from "./compare-plain.ts";
import type { Room, Side } from "./difference.ts";
import { componentName, pairBranches } from "./pair-branches.ts";
import { compareWords, fieldOf, isListed, mayBeSilent, report, reportPresence, within, type Place } from "./place.ts";

/** Reports each fact in which two shapes differ. What an incomplete document does not mention is not a difference. */
export function compareShapes(left: Shape, right: Shape, place: Place): void {
  if (left.types.length > 0 && right.types.length > 0 && left.nullable !== right.nullable) {
    const side = (shape: Shape): Side => ({ value: shape.nullable, pointer: placeOf(shape) });
    report(place, "nullable", side(left), side(right));
  }
  const worded = (shape: Shape) => ({ pointer: placeOf(shape), words: shape.holderWords });
  compareWords(worded(left), worded(right), place);
  compareTargets(left, right, sharedName(left, right, place));
}

/** Where a schema stands for those who use it, rather than where its reference leads. */
const placeOf = (shape: Shape): string => shape.holder ?? shape.pointer;

/** A difference in a named schema is reported once, wherever the schema is used. */
function sharedName(left: Shape, right: Shape, place: Place): Place {
  const name = componentName(left.pointer);
  return place.ours && name !== undefined && left.pointer === right.pointer ? { ...place, title: name } : place;
}

function compareTargets(left: Shape, right: Shape, place: Place): void {
  compareWords(left, right, place);
  if (compareBranches(left, right, place)) return;
  comparePlain(left, right, place);
  compareItems(left, right, place);
  if (left.cases && right.cases) compareCases(left.cases, right.cases, left, right, place);
  else {
    if ((left.cases || right.cases) && !mayBeSilent(place, !left.cases)) {
      const side = ({ cases, pointer }: Shape): Side => ({ value: cases && [...cases.keys()].toSorted(), pointer });
      report(place, "cases", side(left), side(right));
    }
    compareFields(left, right, place);
    reportBranches(left, right, place, "other");
  }
  compareAdditional(left, right, place);
}

/**
 * Compares two unions branch by branch, where that is possible: where each branch has a counterpart on the other side, or
 * where only one side has more.
 */
function compareBranches(left: Shape, right: Shape, place: Place): boolean {
  const paired =
    place.left === "complete" && place.right === "complete" ? pairBranches(left, right, place.ours) : undefined;
  if (!paired) return false;
  if (left.limits.discriminator !== right.limits.discriminator) {
    const side = ({ limits, pointer }: Shape): Side => ({ value: limits.discriminator, pointer });
    report(place, "discriminator", side(left), side(right));
  }
  for (const { left: one, right: two, label } of paired.pairs) compareShapes(one, two, within(place, `(${label})`));
  if (paired.room) reportBranches(left, right, place, paired.room);
  return true;
}

function reportBranches(left: Shape, right: Shape, place: Place, room: Room): void {
  const side = (shape: Shape): Side => {
    const branches = room === "other" ? shape.branches : branchesOf(shape);
    return { value: branches.length === 0 ? undefined : branches.map(inShort).toSorted(), pointer: shape.pointer };
  };
  // In what one form of two vendors' documents differs is said of its fields.
  const text = place.ours ? meaningOf : inShort;
  const [one, two] = [left, right].map((shape) => shape.branches.map(text).toSorted().join());
  if (room === "other" && one === two) return;
  if ((left.branches.length === 0 || right.branches.length === 0) && mayBeSilent(place, left.branches.length === 0)) {
    return;
  }
  report(place, "alternatives", side(left), side(right), { room });
}

type Cases = NonNullable<Shape["cases"]>;

function compareCases(one: Cases, two: Cases, left: Shape, right: Shape, place: Place): void {
  for (const label of new Set([...one.keys(), ...two.keys()])) {
    const [before, after] = [one.get(label), two.get(label)];
    const inner = within(place, `(${label})`);
    if (before && after) compareShapes(before, after, inner);
    else if (!mayBeSilent(place, before === undefined)) {
      const side = (shape: Shape | undefined, whole: Shape): Side =>
        shape ? { value: "present", pointer: shape.pointer } : { value: undefined, pointer: whole.pointer };
      report(inner, "case", side(before, left), side(after, right), { name: label });
    }
  }
}

/** Where only one side says what stands at a place of a list, the other side's further items may stand there. */
function compareItems(left: Shape, right: Shape, place: Place): void {
  const compare = (one: Shape | undefined, two: Shape | undefined, suffix: string): void => {
    if (one && two) compareShapes(one, two, within(place, suffix));
    else if (one !== two && !mayBeSilent(place, one === undefined)) {
      const side = (shape: Shape | undefined, whole: Shape): Side => ({ value: shape?.types, pointer: whole.pointer });
      const inner = suffix === "[]" ? place : within(place, suffix);
      report(inner, "items", side(one, left), side(two, right), { room: one ? "wider" : "narrower" });
    }
  };
  compare(left.items, right.items, "[]");
  for (let index = 0; index < Math.max(left.tuple.length, right.tuple.length); index++) {
    compare(left.tuple[index] ?? left.items, right.tuple[index] ?? right.items, `[${index}]`);
  }
}

function compareFields(left: Shape, right: Shape, place: Place): void {
  for (const name of new Set([...left.properties.keys(), ...right.properties.keys()])) {
    const [one, two] = [left.properties.get(name), right.properties.get(name)];
    const inner = fieldOf(place, name);
    if (one && two) {
      if (one.required !== two.required) {
        const side = ({ required }: typeof one, { pointer }: Shape): Side => ({ value: required, pointer });
        report(inner, "required", side(one, left), side(two, right), { name });
      }
      compareShapes(one.shape, two.shape, inner);
    } else if (isToldOf(place, one === undefined, left, right)) {
      const side = (property: typeof one) =>
        property && { value: property.required ? "required" : "optional", pointer: placeOf(property.shape) };
      reportPresence(inner, "field", name, [side(one), left.pointer], [side(two), right.pointer]);
    }
  }
}

/** A page lists all the fields of an object, or none of them where it shows the object as a whole. */
function isToldOf(place: Place, leftLacks: boolean, left: Shape, right: Shape): boolean {
  const [coverage, shape] = leftLacks ? [place.left, left] : [place.right, right];
  return isListed(place, leftLacks) && (coverage !== "names" || shape.properties.size > 0);
}

function compareAdditional(left: Shape, right: Shape, place: Place): void {
  const [one, two] = [left.additional, right.additional];
  if (typeof one === "object" && typeof two === "object") {
    compareShapes(one, two, within(place, ".*"));
    return;
  }
  const side = ({ additional, pointer }: Shape): Side => ({
    value: typeof additional === "object" ? `of type ${additional.types.join(" or ")}` : additional,
    pointer,
  });
  if (one === two || mayBeSilent(place, one === "open")) return;
  // For an object without named fields, these are all its fields.
  const isMap =
    typeof one === "object" || typeof two === "object" || left.properties.size + right.properties.size === 0;
  report(place, "additional fields", side(left), side(right), {
    ...(isMap && { name: "map" }),
    room: one === "closed" || two === "open" ? "wider" : "narrower",
  });
}
