import { canonical } from "../facts/json.ts";
import { limitNames, type Shape } from "../facts/shapes/shape.ts";
import { roomOf, without, type Side } from "./difference.ts";
import { mayBeSilent, report, type Place } from "./place.ts";

/** Reports in what two shapes differ by themselves: types, values, limits and conditions. */
export function comparePlain(left: Shape, right: Shape, place: Place): void {
  const differs = (aspect: string, one: unknown, two: unknown): void =>
    report(place, aspect, { value: one, pointer: left.pointer }, { value: two, pointer: right.pointer });
  const untyped = left.types.length === 0 || right.types.length === 0;
  if (canonical(left.types) !== canonical(right.types) && !(untyped && mayBeSilent(place, left.types.length === 0))) {
    differs("type", left.types, right.types);
  }
  compareValues(left, right, place);
  for (const name of limitNames) {
    const [one, two] = [left.limits[name], right.limits[name]];
    if ((one === undefined || two === undefined) && mayBeSilent(place, one === undefined)) continue;
    if (canonical(one) !== canonical(two)) differs(name, one, two);
  }
  for (const keyword of new Set([...left.conditions.keys(), ...right.conditions.keys()])) {
    compareConditions(keyword, left, right, place);
  }
}

function compareValues(left: Shape, right: Shape, place: Place): void {
  const [one, two] = [left.values, right.values];
  const side = (value: unknown, { open, pointer }: Shape): Side => ({ value, pointer, open });
  if (!one || !two) {
    if (one === two || mayBeSilent(place, one === undefined)) return;
    // A list of one value and the same list in another order are the same fact.
    report(place, "enum", side(one?.map(String).toSorted(), left), side(two?.map(String).toSorted(), right));
    return;
  }
  if (left.open !== undefined && right.open !== undefined && left.open !== right.open) {
    report(place, "x-open-enum", side(left.open, left), side(right.open, right));
  }
  const [known, given] = [one.map(String), two.map(String)];
  for (const name of new Set([...without(known, given), ...without(given, known)])) {
    const found = (values: readonly string[]): string | undefined => (values.includes(name) ? "present" : undefined);
    report(place, "enum value", side(found(known), left), side(found(given), right), { name });
  }
}

function compareConditions(keyword: string, left: Shape, right: Shape, place: Place): void {
  const [one, two] = [left.conditions.get(keyword), right.conditions.get(keyword)];
  if ((!one || !two) && mayBeSilent(place, !one)) return;
  const [before, after] = [[...(one?.keys() ?? [])], [...(two?.keys() ?? [])]];
  if (without(before, after).length + without(after, before).length === 0) return;
  // Where no other field is accepted, one more pattern accepts more fields; any other condition demands more.
  const permits = keyword === "patternProperties" && left.additional === "closed" && right.additional === "closed";
  const side = ({ conditions, pointer }: Shape): Side => {
    const texts = conditions.get(keyword);
    return { value: texts && [...texts.values()].toSorted(), pointer };
  };
  report(place, keyword, side(left), side(right), { room: permits ? roomOf(before, after) : roomOf(after, before) });
}
