import { DocumentError } from "../document-error.ts";
import { intersect } from "./intersect-shapes.ts";
import { asArray, asObject, at, canonical, isObject, own, pointerOf, type JsonObject } from "../json.ts";
import { readConditions } from "./read-conditions.ts";
import { limitsOf, openMark, schemaFacts, typesOf, valuesOf } from "./read-keywords.ts";
import { wordsOf } from "../read-words.ts";
import { anything, type Property, type Shape } from "./shape.ts";
import { unite } from "./unite-shapes.ts";

/** Far beyond any real schema, and well within the stack. */
const deepest = 64;
/** References can multiply: ten levels of ten references each would be 10^10 shapes. */
const mostShapes = 100_000;

/** Reads the schemas of one OpenAPI 3.0 or 3.1 document. */
export class ShapeReader {
  readonly #document: JsonObject;
  readonly #ours: boolean;
  readonly #is31: boolean;
  #shapes = 0;

  /** @param ours whether words and marks are read as well */
  constructor(document: JsonObject, ours: boolean) {
    this.#document = document;
    this.#ours = ours;
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

  /** @throws DocumentError for an invalid schema, or one that is too deep or too large */
  read(schema: unknown, pointer: string, trail: readonly string[] = []): Shape {
    if (++this.#shapes > mostShapes) {
      throw new DocumentError(`the document unfolds to more than ${mostShapes} schemas, which no API needs`);
    }
    if (trail.length > deepest) throw new DocumentError(`schemas are nested more than ${deepest} deep at ${pointer}`);
    const target = this.resolve(schema, pointer);
    // A schema within itself, such as a comment with replies: its first level says all.
    if (trail.includes(target.pointer)) return { ...anything(target.pointer), types: ["recursive"] };
    const inner = [...trail, target.pointer];
    const resolved =
      typeof target.value === "boolean"
        ? { ...anything(target.pointer), ...(!target.value && { types: ["nothing"] }) }
        : this.#readObject(target.value, target.pointer, inner);
    // What stands beside a reference counts in 3.1, and is ignored in 3.0.
    if (!this.#is31 || target.pointer === pointer || !isObject(schema)) return resolved;
    const { $ref: _, ...beside } = schema;
    if (Object.keys(beside).every((key) => !schemaFacts.has(key))) return this.#heldBy(resolved, pointer, beside);
    return intersect(resolved, this.#readObject(beside, pointer, inner));
  }

  #readObject(schema: unknown, pointer: string, trail: readonly string[]): Shape {
    if (!isObject(schema)) throw new DocumentError(`${pointer}: expected a schema, got ${canonical(schema)}`);
    const parts = [...this.#readParts(schema, pointer, trail)];
    const [only] = parts;
    const saysNoMore = Object.keys(schema).every(
      (key) => isCombined(key) || key === "nullable" || !schemaFacts.has(key),
    );
    const shape =
      only && parts.length === 1 && saysNoMore
        ? this.#heldBy(only, pointer, schema)
        : parts.reduce(intersect, this.#readPlain(schema, pointer, trail));
    // Strictly, null would have to fit each part too; whoever writes `nullable` beside allOf means it.
    return own(schema, "nullable") === true ? { ...shape, nullable: true } : shape;
  }

  /** A wrapper of a schema that adds at most null and words to it. */
  #heldBy(shape: Shape, pointer: string, holder: JsonObject): Shape {
    if (shape.pointer === pointer) return this.#ours ? { ...shape, words: wordsOf(holder, schemaFacts) } : shape;
    return { ...shape, holder: pointer, ...(this.#ours && { holderWords: wordsOf(holder, schemaFacts) }) };
  }

  /** The members of `allOf`, and each union as one. */
  *#readParts(schema: JsonObject, pointer: string, trail: readonly string[]): Generator<Shape> {
    for (const [index, member] of asArray(own(schema, "allOf")).entries()) {
      yield this.read(member, pointerOf(pointer, "allOf", index), trail);
    }
    for (const keyword of ["oneOf", "anyOf"]) {
      const branches = asArray(own(schema, keyword));
      if (branches.length === 0) continue;
      const read = branches.map((branch, index) => this.read(branch, pointerOf(pointer, keyword, index), trail));
      const real = read.filter((branch) => !isNull(branch));
      const united = real.length === 0 ? { ...anything(pointer), types: ["null"] } : unite(real, pointer);
      yield { ...united, nullable: united.nullable || real.length < read.length };
    }
  }

  #readPlain(schema: JsonObject, pointer: string, trail: readonly string[]): Shape {
    const types = typesOf(schema);
    const values = valuesOf(schema);
    const given = values?.filter((value) => value !== null);
    const withoutNull = types.filter((type) => type !== "null");
    const nullFits = types.includes("null") || types.length === 0;
    const nullable = nullFits && (given === undefined || given.length < (values?.length ?? 0));
    const items = own(schema, "items");
    const tuple = asArray(own(schema, "prefixItems"));
    return {
      pointer,
      types: (withoutNull.length === 0 && types.length > 0 ? ["null"] : withoutNull).toSorted(),
      nullable,
      ...(given && given.length > 0 && { values: given, ...(this.#ours && { open: own(schema, openMark) === true }) }),
      limits: limitsOf(schema, this.#is31),
      conditions: readConditions(schema, pointer, (part, place) => this.read(part, place, trail)),
      properties: this.#readProperties(schema, pointer, trail),
      additional: this.#readAdditional(schema, pointer, trail),
      ...(items !== undefined && { items: this.read(items, pointerOf(pointer, "items"), trail) }),
      tuple: tuple.map((item, index) => this.read(item, pointerOf(pointer, "prefixItems", index), trail)),
      branches: [],
      ...(this.#ours && { words: wordsOf(schema, schemaFacts) }),
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

const isCombined = (keyword: string): boolean => ["allOf", "anyOf", "oneOf"].includes(keyword);

const isNull = (shape: Shape): boolean =>
  shape.types.length === 1 && shape.types[0] === "null" && shape.cases === undefined;
