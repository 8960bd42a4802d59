import { parseSync } from "oxc-parser";

import { DocumentError } from "../facts/document-error.ts";
import type { ReportLine } from "./report-line.ts";

/** A TypeScript file with the name by which a person knows it. */
export interface TypeFile {
  readonly name: string;
  readonly text: string;
}

interface Declared {
  /** Its text after the name, by which a new name for the same type is recognised. */
  readonly type: string;
  readonly place: string;
}

/** Compares the names of `components["schemas"]` in two generated files. */
export function compareSchemaNames(base: TypeFile, now: TypeFile): ReportLine[] {
  return compareNames(schemaNames(base), schemaNames(now), (name) => `type ${name}`);
}

/** Compares what two versions of a module export by name. */
export function compareExports(base: TypeFile, now: TypeFile): ReportLine[] {
  return compareNames(exportNames(base), exportNames(now), (name) => `export ${name}`);
}

function compareNames(
  base: ReadonlyMap<string, Declared>,
  now: ReadonlyMap<string, Declared>,
  titled: (name: string) => string,
): ReportLine[] {
  const added = [...now].filter(([name]) => !base.has(name));
  const removed = [...base].filter(([name]) => !now.has(name));
  const heirs = new Map(removed.map(([name, { type }]) => [name, added.find(([, other]) => other.type === type)?.[0]]));
  return [
    ...removed.map(([name, { place }]): ReportLine => {
      const heir = heirs.get(name);
      return {
        rating: "major",
        operations: [],
        change: `${titled(name)}: ${heir === undefined ? "removed" : `renamed to ${heir}`}`,
        reason: "callers who use the name no longer compile",
        place,
      };
    }),
    ...added.map(([name, { place }]): ReportLine => ({
      rating: "minor",
      operations: [],
      change: `${titled(name)}: added`,
      reason: "callers may use the name",
      place,
    })),
  ];
}

function schemaNames(file: TypeFile): Map<string, Declared> {
  const names = new Map<string, Declared>();
  for (const statement of parse(file).program.body) {
    if (statement.type !== "ExportNamedDeclaration") continue;
    const { declaration } = statement;
    if (declaration?.type !== "TSInterfaceDeclaration" || declaration.id.name !== "components") continue;
    for (const member of declaration.body.body) {
      if (member.type !== "TSPropertySignature" || nameOf(member.key) !== "schemas") continue;
      const type = member.typeAnnotation?.typeAnnotation;
      // Without schemas it is `never`.
      if (type?.type !== "TSTypeLiteral") continue;
      for (const schema of type.members) {
        const name = schema.type === "TSPropertySignature" ? nameOf(schema.key) : undefined;
        if (name !== undefined && schema.type === "TSPropertySignature") {
          names.set(name, declared(file, schema.start, schema.typeAnnotation?.start ?? schema.end, schema.end));
        }
      }
    }
  }
  return names;
}

function exportNames(file: TypeFile): Map<string, Declared> {
  const names = new Map<string, Declared>();
  for (const statement of parse(file).module.staticExports) {
    for (const { exportName, start, end } of statement.entries) {
      const name = exportName.name ?? "default";
      const text = file.text.slice(start, end);
      const heldFrom = text.indexOf(name) + name.length;
      names.set(name, declared(file, start, start + heldFrom, end));
    }
  }
  return names;
}

function nameOf(key: { readonly type: string; readonly name?: unknown; readonly value?: unknown }): string | undefined {
  const name = key.type === "Literal" ? key.value : key.name;
  return typeof name === "string" ? name : undefined;
}

function parse(file: TypeFile): ReturnType<typeof parseSync> {
  const parsed = parseSync("file.ts", file.text);
  const [error] = parsed.errors;
  if (error) throw new DocumentError(`${file.name}: ${error.message}; expected TypeScript`);
  return parsed;
}

function declared({ name, text }: TypeFile, start: number, typeStart: number, end: number): Declared {
  const line = text.slice(0, start).split("\n").length;
  return { type: text.slice(typeStart, end), place: `${name}:${line}` };
}
