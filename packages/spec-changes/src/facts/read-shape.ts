import { intersect, unite } from "./combine-shapes.ts";
import { DocumentError } from "./document-error.ts";
import { asArray, asObject, at, canonical, isObject, own, pointerOf, type JsonObject } from "./json.ts";
import { anything, limitNames, type Property, type Shape } from "./shape.ts";

/** Far beyond any real schema, and well within the stack. */
const deepest = 64;
/** References can multiply: ten levels of ten references each would be 10^10 shapes. */
const mostShapes = 100_000;

/** Conditions that no other fact covers, kept as they are so that a change of one is seen. */
const conditionKeywords = [
  "not",
  "if",
  "then",
  "else",
  "contains",
  "minContains",
  "maxContains",
  "dependentRequired",
  "dependentSchemas",
  "dependencies",
  "patternProperties",
  "prefixItems",
  "propertyNames",
  "unevaluatedItems",
  "unevaluatedProperties",
];

/** Reads the schemas of one OpenAPI 3.0 or 3.1 document. */
export class ShapeReader {
  readonly #document: JsonObject;
  readonly #is31: boolean;
  #shapes = 0;

  constructor(document: JsonObject) {
    this.#document = document;
    this.#is31 = !String(own(document, "openapi")).startsWith("3.0");
  }

  /**
   * Follows local references to what they stand for.
   *
   * @throws DocumentError for a reference to another file, into nothing, or in a circle of references alone
   */
  resolve(value: unknown, pointer: string): { readonly value: unknown; readonly pointer: string } {
    let current = { value, pointer };
    for (let hops = 0; isObject(current.value) && typeof own(current.value, "$ref") === "string"; hops++) {
      const reference = String(own(current.value, "$ref"));
      if (!reference.startsWith("#/")) {
        throw new DocumentError(`${current.pointer}: only references within the document are read, got "${reference}"`);
      }
      if (hops === deepest) throw new DocumentError(`${pointer}: its references lead in a circle`);
      const target = at(this.#document, reference);
      if (target === undefined) throw new DocumentError(`${current.pointer}: "${reference}" leads nowhere`);
      current = { value: target, pointer: reference };
    }
    return current;
  }

  /** @throws DocumentError for a schema that is not one, or that is too deep or too large */
  read(schema: unknown, pointer: string, trail: readonly string[] = []): Shape {
    if (++this.#shapes > mostShapes) {
      throw new DocumentError(`the document unfolds to more than ${mostShapes} schemas, which no API needs`);
    }
    if (trail.length > deepest) throw new DocumentError(`schemas are nested more than ${deepest} deep at ${pointer}`);
    const target = this.resolve(schema, pointer);
    // A schema within itself, such as a comment with replies: its first round says all.
    if (trail.includes(target.pointer)) return { ...anything(target.pointer), types: ["recursive"] };
    const inner = [...trail, target.pointer];
    const resolved =
      typeof target.value === "boolean"
        ? { ...anything(target.pointer), ...(!target.value && { types: ["nothing"] }) }
        : this.#readObject(target.value, target.pointer, inner);
    // What stands beside a reference counts in 3.1, and is ignored in 3.0.
    if (!this.#is31 || target.pointer === pointer || !isObject(schema)) return resolved;
    const { $ref: _, ...beside } = schema;
    if (Object.keys(beside).length === 0) return resolved;
    return intersect(resolved, this.#readObject(beside, pointer, inner));
  }

  #readObject(schema: unknown, pointer: string, trail: readonly string[]): Shape {
    if (!isObject(schema)) throw new DocumentError(`${pointer}: expected a schema, got ${canonical(schema)}`);
    let shape = this.#readPlain(schema, pointer, trail);
    const members = asArray(own(schema, "allOf"));
    for (const [index, member] of members.entries()) {
      shape = intersect(shape, this.read(member, pointerOf(pointer, "allOf", index), trail));
    }
    for (const keyword of ["oneOf", "anyOf"]) {
      const branches = asArray(own(schema, keyword));
      if (branches.length === 0) continue;
      const read = branches.map((branch, index) => this.read(branch, pointerOf(pointer, keyword, index), trail));
      const real = read.filter((branch) => !isNull(branch));
      const united = real.length === 0 ? { ...anything(pointer), types: ["null"] } : unite(real, pointer);
      shape = intersect(shape, { ...united, nullable: united.nullable || real.length < read.length });
    }
    // Strictly, null would have to fit each part too; whoever writes `nullable` beside allOf means it.
    return own(schema, "nullable") === true ? { ...shape, nullable: true } : shape;
  }

  #readPlain(schema: JsonObject, pointer: string, trail: readonly string[]): Shape {
    const said = own(schema, "type");
    const types = (Array.isArray(said) ? said : said === undefined ? [] : [said]).map(String);
    const values = valuesOf(schema);
    const given = values?.filter((value) => value !== null);
    const withoutNull = inferTypes(
      types.filter((type) => type !== "null"),
      schema,
    );
    const nullFits = types.includes("null") || (types.length === 0 && withoutNull.length === 0);
    const nullable = nullFits && (given === undefined || given.length < (values?.length ?? 0));
    const items = own(schema, "items");
    return {
      pointer,
      types: (withoutNull.length === 0 && types.length > 0 ? ["null"] : withoutNull).toSorted(),
      nullable,
      ...(given && given.length > 0 && { values: given }),
      limits: limitsOf(schema, this.#is31),
      properties: this.#readProperties(schema, pointer, trail),
      additional: this.#readAdditional(schema, pointer, trail),
      ...(items !== undefined && { items: this.read(items, pointerOf(pointer, "items"), trail) }),
      alternatives: [],
    };
  }

  #readProperties(schema: JsonObject, pointer: string, trail: readonly string[]): ReadonlyMap<string, Property> {
    const required = new Set(asArray(own(schema, "required")).map(String));
    const properties = new Map<string, Property>();
    for (const [name, property] of Object.entries(asObject(own(schema, "properties")))) {
      const shape = this.read(property, pointerOf(pointer, "properties", name), trail);
      properties.set(name, { required: required.has(name), shape });
    }
    for (const name of required) {
      if (!properties.has(name)) properties.set(name, { required: true, shape: anything(pointer) });
    }
    return properties;
  }

  #readAdditional(schema: JsonObject, pointer: string, trail: readonly string[]): Shape["additional"] {
    const additional = own(schema, "additionalProperties");
    if (additional === false) return "closed";
    const open = additional === undefined || additional === true || Object.keys(asObject(additional)).length === 0;
    return open ? "open" : this.read(additional, pointerOf(pointer, "additionalProperties"), trail);
  }
}

const isNull = (shape: Shape): boolean =>
  shape.types.length === 1 && shape.types[0] === "null" && shape.cases === undefined;

/** An object is one with or without the word, and a list of values has the types of its values. */
function inferTypes(types: readonly string[], schema: JsonObject): readonly string[] {
  if (types.length > 0) return types;
  if (own(schema, "properties") !== undefined) return ["object"];
  return own(schema, "items") === undefined ? [] : ["array"];
}

function valuesOf(schema: JsonObject): readonly unknown[] | undefined {
  const constant = own(schema, "const");
  if (constant !== undefined) return [constant];
  const values = own(schema, "enum");
  return Array.isArray(values) ? values : undefined;
}

function limitsOf(schema: JsonObject, is31: boolean): Shape["limits"] {
  const limits: Record<string, unknown> = {};
  for (const name of limitNames) {
    const value = own(schema, name);
    // False is what an absent keyword means, except for a default.
    if (value !== undefined && (value !== false || name === "default")) limits[name] = value;
  }
  if (!is31) {
    // In 3.0 these are marks on the plain bound; in 3.1 they are bounds themselves.
    for (const [exclusive, plain] of [
      ["exclusiveMinimum", "minimum"],
      ["exclusiveMaximum", "maximum"],
    ] as const) {
      if (limits[exclusive] !== true) continue;
      limits[exclusive] = limits[plain];
      delete limits[plain];
    }
  }
  const discriminator = own(asObject(own(schema, "discriminator")), "propertyName");
  delete limits["discriminator"];
  if (typeof discriminator === "string") limits["discriminator"] = discriminator;
  const conditions = conditionKeywords.filter((keyword) => own(schema, keyword) !== undefined);
  if (conditions.length > 0) {
    limits["conditions"] = canonical(Object.fromEntries(conditions.map((keyword) => [keyword, own(schema, keyword)])));
  }
  return limits;
}
