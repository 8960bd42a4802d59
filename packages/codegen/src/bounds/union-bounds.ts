import type { Follow, Node } from "../api/model.ts";
import { partsOf, propertyOf, typesOf } from "../api/schemas.ts";
import { follows, resolved, type Bound, type Bounds } from "./bound.ts";

interface Branch {
  readonly parts: readonly Node[];
  readonly where: Constants;
  readonly bounds: Bound | undefined;
}

/** Fields that have one value only, also those within fields. */
interface Constants {
  readonly [name: string]: Constants | Primitive;
}

type Primitive = string | number | boolean | null;

/**
 * The bounds of a value that one of several schemas describes. Those of a branch hold for a value of its type whose constant fields are
 * those of the branch, and are left out where such a value may be of another branch that allows more.
 */
export function unionBounds(
  schemas: readonly Node[],
  read: (schema: Node) => Bound | undefined,
  follow: Follow,
): Bounds | undefined {
  const branches = schemas.map((schema): Branch => {
    const parts = partsOf(schema, follow);
    return { parts, where: constantsOf(parts, follow), bounds: read(schema) };
  });
  const kept = branches.flatMap((branch) => {
    const { bounds, where } = branch;
    const isCertain =
      bounds !== undefined &&
      branches.every(
        (other) => other === branch || isOther(bounds, where, other.parts, follow) || follows(bounds, other.bounds),
      );
    return isCertain ? [{ where, bounds }] : [];
  });
  return kept.length === 0 ? undefined : { type: "union", branches: kept };
}

/** Whether no value to which the bounds of a branch apply, by their type and its constants, can be one of another schema. */
function isOther(bounds: Bound, where: Constants, parts: readonly Node[], follow: Follow): boolean {
  const types = typesOf(parts);
  const own = typesOfBounds[resolved(bounds).type];
  if (types !== undefined && own !== undefined && !types.some((type) => own.includes(type))) return true;
  return contradicts(where, parts, follow);
}

const typesOfBounds: Readonly<Record<Bounds["type"], readonly string[] | undefined>> = {
  text: ["string"],
  number: ["integer", "number"],
  list: ["array"],
  object: ["object"],
  union: undefined,
};

/** What distinguishes branches stands near their top; a schema may hold itself. */
const deepest = 3;

function constantsOf(parts: readonly Node[], follow: Follow, depth: number = 0): Constants {
  const names = new Set(parts.flatMap((part) => Object.keys(part["properties"] ?? {})));
  return Object.fromEntries(
    [...names].flatMap((name): [string, Constants | Primitive][] => {
      const field = partsOfProperty(parts, name, follow);
      const values = field.flatMap(valuesOf).find((each) => each.length === 1);
      if (values !== undefined) return [[name, values[0] as Primitive]];
      const inner = depth < deepest ? constantsOf(field, follow, depth + 1) : {};
      return Object.keys(inner).length === 0 ? [] : [[name, inner]];
    }),
  );
}

/** Whether an object with these fields does not fit a schema. */
function contradicts(fields: Constants, parts: readonly Node[], follow: Follow): boolean {
  return Object.entries(fields).some(([name, value]) => {
    const field = partsOfProperty(parts, name, follow);
    if (field.length === 0) return parts.some(isClosed);
    if (typeof value === "object" && value !== null) return contradicts(value, field, follow);
    return field.flatMap(valuesOf).some((values) => !values.includes(value));
  });
}

const isClosed = (part: Node): boolean =>
  part["additionalProperties"] === false && part["patternProperties"] === undefined;

const partsOfProperty = (parts: readonly Node[], name: string, follow: Follow): Node[] =>
  propertyOf(parts, name).flatMap((schema) => partsOf(schema, follow));

/** The values that a schema names; an object or a list is not compared. */
function valuesOf(part: Node): (readonly unknown[])[] {
  const values = (part["const"] === undefined ? part["enum"] : [part["const"]]) as readonly unknown[] | undefined;
  const isSimple = values?.every((value) => typeof value !== "object" || value === null);
  return values !== undefined && isSimple === true ? [values] : [];
}
