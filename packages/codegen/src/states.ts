import type { Node } from "./api-model.ts";
import { banner, literal, typeImport } from "./source-text.ts";

/** The keyword with which a spec names the values of an enum after which nothing more comes. */
const mark = "x-final";

/**
 * Writes what the document knows of its open enums: a guard for the values that it names, and those that are final.
 *
 * @throws Error naming the schema whose final values are not among its values
 */
export function generateStates(name: string, document: Node): string {
  const schemas = Object.entries<Node>(document["components"]?.["schemas"] ?? {});
  const open = schemas.filter(([, schema]) => schema["x-open-enum"] === true);
  const final = schemas.filter(([, schema]) => mark in schema);
  for (const [schemaName, schema] of final) checkFinal(schemaName, schema);
  const union = (values: readonly string[]): string => values.map((value) => JSON.stringify(value)).join(" | ");
  return [
    `${banner(name)}\n`,
    typeImport(
      final.map(([schemaName]) => schemaName),
      "./schema.ts",
    ),
    ...final.map(
      ([schemaName, schema]) =>
        `\n/** After these, nothing more comes. */\nexport const final${plural(schemaName)}: readonly ${schemaName}[] = ${literal(schema[mark])};\n`,
    ),
    "\n/** The values of each open enum that the document names. The service may give others. */\n",
    `export interface KnownValues {\n${open.map(([schemaName, schema]) => `  readonly ${lowered(schemaName)}: ${union(schema["enum"])};\n`).join("")}}\n`,
    "\nconst known: { readonly [Name in keyof KnownValues]: readonly KnownValues[Name][] } = {\n",
    ...open.map(([schemaName, schema]) => `  ${lowered(schemaName)}: ${literal(schema["enum"])},\n`),
    "};\n",
    guard(lowered(open[0]?.[0] ?? "")),
  ].join("");
}

const guard = (example: string): string => `
/**
 * Whether a value of an open enum is one that the document names, which narrows its type to those.
 *
 * @example
 * if (isKnown(${JSON.stringify(example)}, value)) console.log("named by the document:", value);
 */
export const isKnown = <Name extends keyof KnownValues>(name: Name, value: unknown): value is KnownValues[Name] =>
  (known[name] as readonly unknown[]).includes(value);
`;

function checkFinal(name: string, { "x-open-enum": isOpen, enum: values, [mark]: final }: Node): void {
  const isSubset = Array.isArray(final) && final.every((value) => (values as readonly unknown[]).includes(value));
  if (isOpen === true && isSubset) return;
  throw new Error(`#/components/schemas/${name}: ${mark} must name values of its enum, beside x-open-enum: true`);
}

const plural = (name: string): string => `${name}${name.endsWith("s") ? "es" : "s"}`;

const lowered = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
