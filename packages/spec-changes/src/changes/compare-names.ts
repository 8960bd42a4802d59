import type { OwnFacts } from "../facts/api-facts.ts";
import { pointerOf } from "../facts/json.ts";
import type { Side } from "./difference.ts";
import { compareWords, report, within, type Place } from "./place.ts";

const schemas = "#/components/schemas";

/** Compares the names of schemas, each of which is the name of a type, and what the documents say of themselves. */
export function compareNames(left: OwnFacts, right: OwnFacts, place: Place): void {
  const added = new Map([...right.schemas].filter(([name]) => !left.schemas.has(name)));
  const side = (name?: string): Side =>
    name === undefined ? { value: undefined, pointer: schemas } : { value: name, pointer: pointerOf(schemas, name) };
  for (const [name, text] of left.schemas) {
    if (right.schemas.has(name)) continue;
    const [successor] = [...added].find(([, other]) => other === text) ?? [];
    if (successor !== undefined) added.delete(successor);
    report(within(place, `type ${name}`), "type name", side(name), side(successor));
  }
  for (const name of added.keys()) report(within(place, `type ${name}`), "type name", side(), side(name));
  compareWords({ pointer: "#", words: left.words }, { pointer: "#", words: right.words }, place);
}
