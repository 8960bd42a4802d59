export type Schema = Readonly<Record<string, unknown>>;

/** Chooses one of several. */
export type Pick = <Value>(from: readonly Value[]) => Value;

const simple: Readonly<Record<string, readonly unknown[]>> = {
  boolean: [true],
  integer: [0, 1, 2, 3],
  null: [null],
  number: [0, 0.5, 2.5],
  string: ["", "a", "aa", "b", "bbb"],
};

/** A value that a schema allows, or nearly: one that is wrong in every respect would tell nothing of its bounds. */
export function valueNear(schema: Schema, schemas: Schema, pick: Pick, depth: number = 0): unknown {
  const near = (each: unknown): unknown => valueNear(each as Schema, schemas, pick, depth + 1);
  if (typeof schema["$ref"] === "string") return near(schemas[schema["$ref"].replace(/.*\//, "")]);
  if ("const" in schema) return schema["const"];
  if (Array.isArray(schema["enum"])) return pick(schema["enum"]);
  const types = [schema["type"] ?? Object.keys(simple), schema["nullable"] === true ? "null" : []].flat() as string[];
  const type = schema["type"] === undefined && "properties" in schema ? "object" : pick(types);
  const choices = [schema["oneOf"], schema["anyOf"]]
    .filter((choice) => Array.isArray(choice))
    .map((choice) => pick(choice));
  const others = [...choices, ...((schema["allOf"] ?? []) as unknown[])].map(near);
  if (type === "array")
    return [1, 2].slice(pick([0, 1, 2])).map((item) => ("items" in schema ? near(schema["items"]) : item));
  if (type !== "object") return others.length > 0 ? pick(others) : pick(simple[type] ?? []);
  // A schema may hold itself.
  const chances = depth > deepest ? [false] : [true, true, false];
  const fields = Object.entries((schema["properties"] ?? {}) as Schema).filter(() => pick(chances));
  const own = Object.fromEntries(fields.map(([name, field]) => [name, near(field)]));
  return Object.assign({}, ...others.filter((other) => typeof other === "object"), own);
}

const deepest = 5;
