import type { JsonObject } from "@switchboard/spec-changes";

/** A line of a rendered page that names a parameter or a field: `limitoptionalinteger`. */
export interface FieldLine {
  readonly name: string;
  readonly required: boolean;
  /** As far as the page says; without `type` where it does not. */
  readonly schema: JsonObject;
}

/** Longer than any line that names a field. */
const longestLine = 500;
const scalars = "string|integer|number|boolean|object|array|null|any";
/** `string | null`, `Message[]`, `ChannelType`. A name of a schema begins with a capital, so a sentence seldom fits. */
const oneType = `(?:(?:${scalars})|[A-Z]\\w*)(?:\\[\\])*`;
const namedFirst = new RegExp(`^([\\w.$@-]+?)\\s*([Rr]equired|[Oo]ptional)\\s*(${oneType}(?: \\| ${oneType})*)$`);

/** Reads `name`, `required` or `optional`, and type, with or without spaces between them. */
export function readNamedLine(line: string): FieldLine | undefined {
  if (line.length > longestLine) return undefined;
  const [, name, presence, type] = namedFirst.exec(line) ?? [];
  if (name === undefined || presence === undefined || type === undefined) return undefined;
  return { name, required: presence.toLowerCase() === "required", schema: schemaOf(type.split(" | ")) };
}

function schemaOf(words: readonly string[]): JsonObject {
  const nullable = words.includes("null");
  const [word = "any", another] = words.filter((type) => type !== "null");
  const withNull = (type: string): JsonObject => ({ type: nullable ? [type, "null"] : type });
  if (another !== undefined) return {};
  if (word.endsWith("[]")) return { ...withNull("array"), items: itemOf(word.slice(0, -2)) };
  return word !== "any" && isScalar(word) ? withNull(word) : {};
}

const itemOf = (word: string): JsonObject => (/^[A-Z]/.test(word) ? { type: "object" } : schemaOf([word]));

const isScalar = (word: string): boolean => scalars.split("|").includes(word);

/** The values of a line such as `"asc""desc"`. */
export function readValuesLine(line: string): readonly string[] | undefined {
  return /^(?:"[^"]*"[\s,|]*)+$/.test(line)
    ? [...line.matchAll(/"([^"]*)"/g)].map(([, value = ""]) => value)
    : undefined;
}

/** Adds listed values, which also tell the type where it is the name of a schema. */
export function withValues(schema: JsonObject, values: readonly string[]): JsonObject {
  if (schema["type"] === "array") return { ...schema, items: withValues(schema["items"] as JsonObject, values) };
  const nullable = Array.isArray(schema["type"]) && schema["type"].includes("null");
  return { type: "string", ...schema, enum: nullable ? [...values, null] : values };
}

/** Bounds that a page gives in words. Only unmistakable ones: a number misread would be drift that is not real. */
export function boundsInWords(sentence: string, schema: JsonObject): JsonObject {
  const type = [schema["type"]].flat()[0];
  if (type !== "integer" && type !== "number") return {};
  const [, minimum, maximum] = /\bbetween (-?\d+) and (-?\d+)\b/i.exec(sentence) ?? [];
  const [, fallback] = /\bdefaults? (?:to|is) (-?\d+)\b/i.exec(sentence) ?? [];
  return {
    ...(minimum !== undefined && { minimum: Number(minimum), maximum: Number(maximum) }),
    ...(fallback !== undefined && { default: Number(fallback) }),
  };
}
