import { glob, readFile } from "node:fs/promises";
import path from "node:path";

/** A piece of code that documentation shows. */
export interface Example {
  /** `packages/messaging/src/errors.ts:49`, for a message. */
  readonly place: string;
  readonly code: string;
}

const lineOf = (text: string, index: number): number => text.slice(0, index).split("\n").length;

/** The examples in the doc comments of a source file: what follows `@example` and its caption, to the next tag or the comment's end. */
export async function docExamples(root: string, file: string): Promise<Example[]> {
  const text = await readFile(path.join(root, file), "utf8");
  return [...text.matchAll(/^ *\* @example\b(?!\.).*\n(?<body>(?:[ \t]*\*(?!\/)(?! @).*\n)+)/gm)].map((match) => ({
    place: `${file}:${lineOf(text, match.index)}`,
    code: (match.groups?.["body"] ?? "").replaceAll(/^[ \t]*\* ?/gm, ""),
  }));
}

/** The files that a pattern finds, sorted. */
export async function filesIn(root: string, pattern: string): Promise<string[]> {
  return (await Array.fromAsync(glob(pattern, { cwd: root }))).toSorted();
}

/** The methods in the exported interfaces of a source file that have no example. An overload shares the comment of the first. */
export async function methodsWithoutExample(root: string, file: string): Promise<string[]> {
  const text = await readFile(path.join(root, file), "utf8");
  return [...text.matchAll(/^export interface \w+[^]*?^}$/gm)].flatMap(({ 0: body, index: start }) => {
    const methods = body.matchAll(/(?<doc>\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?^ {2}(?<name>\w+)(?:<.*>)?\(/gm);
    const shown = new Set<string>();
    return [...methods].flatMap(({ groups, index }) => {
      const name = groups?.["name"] ?? "";
      if (groups?.["doc"]?.includes("@example") === true) shown.add(name);
      return shown.has(name) ? [] : [`${file}:${lineOf(text, start + index)} ${name}`];
    });
  });
}

/** An import of each function that a source file exports, from the package that it belongs to. */
export async function importOfAll(root: string, file: string): Promise<string> {
  const text = await readFile(path.join(root, file), "utf8");
  const names = [...text.matchAll(/^export function (\w+)/gm)].map(([, name]) => name);
  return `import { ${names.join(", ")} } from "@switchboard/${file.split("/")[1]}";`;
}

/** The exported functions and interface methods of a source file that have no example. */
export async function undocumented(root: string, file: string): Promise<string[]> {
  const text = await readFile(path.join(root, file), "utf8");
  const declarations = text.matchAll(
    /(?<doc>\/\*\*(?:(?!\*\/)[\s\S])*\*\/\s*)?^export (?:async )?function (?<name>\w+)/gm,
  );
  return [...declarations].flatMap(({ groups, index }) =>
    groups?.["doc"]?.includes("@example") === true ? [] : [`${file}:${lineOf(text, index)} ${groups?.["name"] ?? ""}`],
  );
}
