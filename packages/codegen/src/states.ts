import type { Node } from "./api/model.ts";
import { banner, literal, typeImport, uncapitalized } from "./source-text.ts";

/** Writes what a document knows of its open enums: a guard for the values that it names, and those that are final (`x-final`). */
export function generateStates(api: string, document: Node): string {
  const schemas = Object.entries<Node>(document["components"]?.["schemas"] ?? {});
  const open = schemas.filter(([, schema]) => schema["x-open-enum"] === true);
  const final = open.filter(([, schema]) => schema["x-final"] !== undefined);
  const union = (values: readonly string[]): string => values.map((value) => JSON.stringify(value)).join(" | ");
  return [
    `${banner(api)}\n`,
    typeImport(
      final.map(([name]) => name),
      "./schema.ts",
    ),
    ...final.map(
      ([name, schema]) =>
        `\n/** After these, nothing more comes. */\nexport const final${plural(name)}: readonly ${name}[] = ${literal(schema["x-final"])};\n`,
    ),
    "\n/** The values of each open enum that the document names. The service may give others. */\n",
    `export interface KnownValues {\n${open.map(([name, schema]) => `  readonly ${uncapitalized(name)}: ${union(schema["enum"])};\n`).join("")}}\n`,
    "\nconst known: { readonly [Name in keyof KnownValues]: readonly KnownValues[Name][] } = {\n",
    ...open.map(([name, schema]) => `  ${uncapitalized(name)}: ${literal(schema["enum"])},\n`),
    "};\n",
    guard(open[0]?.[0]),
  ].join("");
}

const guard = (schema: string | undefined): string => `
/**
 * Whether a value of an open enum is one that the document names, which narrows its type to those.${schema === undefined ? "" : exampleFor(schema)}
 */
export const isKnown = <Name extends keyof KnownValues>(name: Name, value: unknown): value is KnownValues[Name] =>
  (known[name] as readonly unknown[]).includes(value);
`;

const exampleFor = (schema: string): string => `
 *
 * @example
 * if (isKnown(${literal(uncapitalized(schema))}, value)) console.log("named by the document:", value);`;

const plural = (name: string): string => `${name}${name.endsWith("s") ? "es" : "s"}`;
