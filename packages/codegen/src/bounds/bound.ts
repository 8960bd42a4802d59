/** What a schema says about the size of a value, in the form of `Bounds` of @switchboard/typed-fetch. */
export type Bounds = Scalar | List | Fields | Union;

interface Scalar {
  readonly type: "text" | "number";
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
}

interface List {
  readonly type: "list";
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Bound;
}

interface Fields {
  readonly type: "object";
  readonly fields: Readonly<Record<string, Bound>>;
  readonly required?: readonly string[];
}

interface Union {
  readonly type: "union";
  readonly branches: readonly Branch[];
}

/** Bounds for those values of their type whose fields are these. */
interface Branch {
  readonly where: object;
  readonly bounds: Bound;
}

export type Bound = Bounds | Reference;

/** The bounds of a component, which have a constant of their own. */
export class Reference {
  readonly constant: string;
  readonly bounds: Bounds;

  constructor(constant: string, bounds: Bounds) {
    this.constant = constant;
    this.bounds = bounds;
  }
}

export const resolved = (bound: Bound): Bounds => (bound instanceof Reference ? bound.bounds : bound);

/** Bounds that hold together; undefined for none. */
export function together(bounds: readonly (Bound | undefined)[]): Bound | undefined {
  const some = bounds.filter((bound) => bound !== undefined);
  return some.length > 1 ? ofTheirType(some) : some[0];
}

/** Bounds of which each holds for values of its own type only. */
export const ofTheirType = (bounds: readonly Bound[]): Union => ({
  type: "union",
  branches: bounds.map((bound) => ({ where: {}, bounds: bound })),
});

/** Whether a value that is within the second bounds is always within the first. */
export function follows(wide: Bound, narrow: Bound | undefined): boolean {
  if (narrow === undefined) return false;
  const [a, b] = [resolved(wide), resolved(narrow)];
  if (a === b) return true;
  if (a.type === "object" && b.type === "object") {
    return (
      (a.required ?? []).every((name) => b.required?.includes(name)) &&
      Object.entries(a.fields).every(([name, field]) => follows(field, b.fields[name]))
    );
  }
  if (a.type === "list" && b.type === "list") {
    return isWider(a, b) && (a.items === undefined || follows(a.items, b.items));
  }
  if (!isScalar(a) || !isScalar(b) || a.type !== b.type) return false;
  return isWider(a, b) && (a.pattern === undefined || a.pattern === b.pattern);
}

const isScalar = (bounds: Bounds): bounds is Scalar => bounds.type === "text" || bounds.type === "number";

type Limits = Pick<Scalar, "minimum" | "maximum">;

const isWider = (a: Limits, b: Limits): boolean =>
  (a.minimum ?? -Infinity) <= (b.minimum ?? -Infinity) && (a.maximum ?? Infinity) >= (b.maximum ?? Infinity);
