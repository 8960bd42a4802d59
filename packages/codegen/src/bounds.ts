import type { ApiModel, Node } from "./api-model.ts";
import { banner, literal, propertyName } from "./source-text.ts";

/** What a schema says of the size of a value, in the form of `Bounds` of @switchboard/typed-fetch. */
type Bounds = Record<string, unknown>;

/** The bounds of an API's request bodies: a constant for each component schema that has some. */
export interface BoundsOfApi {
  readonly file: string;
  /** The name of the constant of a schema; undefined where it has no bounds. */
  readonly constantOf: (schema: string) => string | undefined;
}

/** Writes the bounds of whatever requests hold. What refers to another component refers to the constant of that. */
export function generateBounds(api: ApiModel): BoundsOfApi {
  const constants = new Map<string, string | undefined>();
  const declarations: string[] = [];

  const constantOf = (name: string, schema: Node): string | undefined => {
    if (constants.has(name)) return constants.get(name);
    // A schema within itself: its bounds end there.
    constants.set(name, undefined);
    const bounds = boundsOf(schema);
    if (bounds === undefined) return undefined;
    const constant = `${name.charAt(0).toLowerCase()}${name.slice(1)}Bounds`;
    constants.set(name, constant);
    declarations.push(`export const ${constant}: Bounds = ${code(bounds)};`);
    return constant;
  };

  const boundsOf = (schema: Node): Bounds | Reference | undefined => {
    const [, name] = /^#\/components\/schemas\/(\w+)$/.exec(String(schema["$ref"])) ?? [];
    if (name !== undefined) {
      const constant = constantOf(name, api.follow(schema));
      return constant === undefined ? undefined : new Reference(constant);
    }
    return boundsHere(schema, boundsOf, api.follow);
  };

  for (const { body } of api.operations) if (body !== undefined) boundsOf(body.schema);
  const imports = declarations.length === 0 ? "" : `\nimport type { Bounds } from "@switchboard/typed-fetch";\n`;
  return {
    file: `${banner(api.name)}${imports}\n${declarations.join("\n\n") || "export {};"}\n`,
    constantOf: (schema) => constants.get(schema),
  };
}

/** A constant in place of a value. */
class Reference {
  readonly constant: string;

  constructor(constant: string) {
    this.constant = constant;
  }
}

type Read = (schema: Node) => Bounds | Reference | undefined;

function boundsHere(schema: Node, read: Read, follow: (node: Node) => Node): Bounds | undefined {
  const branches = (schema["oneOf"] ?? schema["anyOf"]) as readonly Node[] | undefined;
  if (branches !== undefined) return unionBounds(branches, read, follow);
  const merged = Object.assign({}, ...((schema["allOf"] ?? []) as readonly Node[]).map(follow), schema) as Node;
  const type = (Array.isArray(merged["type"]) ? merged["type"].filter((each) => each !== "null") : [merged["type"]])[0];
  if (type === "string") return withLimits("text", merged["minLength"], merged["maxLength"], merged["pattern"]);
  if (type === "integer" || type === "number") return withLimits("number", merged["minimum"], merged["maximum"]);
  if (type === "array") {
    const items = merged["items"] === undefined ? undefined : read(merged["items"]);
    const limits = withLimits("list", merged["minItems"], merged["maxItems"]);
    return items === undefined ? limits : { type: "list", ...limits, items };
  }
  const fields = Object.entries<Node>(merged["properties"] ?? {}).flatMap(([name, field]) => {
    const bounds = read(field);
    return bounds === undefined ? [] : [[name, bounds] as const];
  });
  if (fields.length === 0) return undefined;
  const required = fields.flatMap(([name]) => ((merged["required"] ?? []).includes(name) ? [name] : []));
  return { type: "object", fields: Object.fromEntries(fields), ...(required.length > 0 && { required }) };
}

/** Of several branches, those count whose constant fields are those of the value. */
function unionBounds(branches: readonly Node[], read: Read, follow: (node: Node) => Node): Bounds | undefined {
  const bounded = branches.flatMap((branch) => {
    const bounds = read(branch);
    return bounds === undefined ? [] : [{ where: constantsOf(branch, follow, 0) ?? {}, bounds }];
  });
  return bounded.length === 0 ? undefined : { type: "union", branches: bounded };
}

/** The fields of a schema that can have one value only, also those within its fields; undefined where there are none. */
function constantsOf(schema: Node, follow: (node: Node) => Node, depth: number): object | undefined {
  const constants = Object.entries<Node>(follow(schema)["properties"] ?? {}).flatMap(([name, field]) => {
    const { const: constant, enum: values } = follow(field);
    const value: unknown = constant ?? (values?.length === 1 ? values[0] : undefined);
    const within = value === undefined && depth < deepest ? constantsOf(field, follow, depth + 1) : undefined;
    return (value ?? within) === undefined ? [] : [[name, value ?? within] as const];
  });
  return constants.length === 0 ? undefined : Object.fromEntries(constants);
}

/** What tells branches apart stands near their top; a schema may hold itself. */
const deepest = 3;

function withLimits(type: string, minimum: unknown, maximum: unknown, pattern?: unknown): Bounds | undefined {
  const limits = Object.entries({ minimum, maximum, pattern }).filter(([, limit]) => limit !== undefined);
  return limits.length === 0 ? undefined : { type, ...Object.fromEntries(limits) };
}

function code(value: unknown): string {
  if (value instanceof Reference) return value.constant;
  if (Array.isArray(value)) return `[${value.map(code).join(", ")}]`;
  if (typeof value !== "object" || value === null) return literal(value);
  const fields = Object.entries(value).map(([key, child]) => `${propertyName(key)}: ${code(child)}`);
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
}
