import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

import ts from "typescript";

const typedFetch = path.dirname(createRequire(import.meta.url).resolve("@switchboard/typed-fetch"));

/** As much of a standard library as generated code needs: the real one takes seconds to read. */
const library = `
  interface Array<T> { readonly length: number; [index: number]: T }
  interface ReadonlyArray<T> { readonly length: number; includes(value: T): boolean; readonly [index: number]: T }
  interface Boolean {} interface CallableFunction {} interface Function {} interface IArguments {}
  interface NewableFunction {} interface Number {} interface Object {} interface RegExp {} interface String {}
  interface PromiseLike<T> { then<R>(use: (value: T) => R): PromiseLike<R> }
  interface Promise<T> extends PromiseLike<T> {}
  declare const Promise: { new <T>(run: (use: (value: T) => void) => void): Promise<T> };
  interface ReadonlySet<T> { has(value: T): boolean }
  declare const Set: { new <T>(values: readonly T[]): ReadonlySet<T> };
  type NoInfer<T> = intrinsic;
  type Readonly<T> = { readonly [P in keyof T]: T[P] };
  type Record<K extends keyof any, T> = { [P in K]: T };
`;

const sources: Readonly<Record<string, string>> = {
  "/library.d.ts": library,
  "/typed-fetch.ts": readFileSync(path.join(typedFetch, "operation.ts"), "utf8"),
};

export interface Compiled {
  /** What the compiler says: `file:line: message`. */
  readonly errors: string[];
  /** The type of a variable of a file, as an editor shows it. */
  readonly typeOf: (file: string, variable: string) => string;
  /** The doc comment of a property of a variable of a file, as an editor shows it. */
  readonly documentationOf: (file: string, variable: string, property: string) => string;
}

/** Compiles modules, given by path, in the strictest way; `@switchboard/typed-fetch` has the types of operations. */
export function compile(files: Readonly<Record<string, string>>): Compiled {
  const texts = new Map(Object.entries({ ...sources, ...files }));
  const options: ts.CompilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    noLib: true,
    noEmit: true,
    types: [],
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    paths: {
      "@switchboard/typed-fetch": ["/typed-fetch.ts"],
      "@switchboard/bakery": ["/schema.ts"],
      "@switchboard/bakery/*": ["/*.ts"],
    },
  };
  const host: ts.CompilerHost = {
    ...ts.createCompilerHost(options),
    directoryExists: () => true,
    fileExists: (name) => texts.has(name),
    readFile: (name) => texts.get(name),
    getSourceFile: (name, version) => {
      const text = texts.get(name);
      return text === undefined ? undefined : ts.createSourceFile(name, text, version);
    },
  };
  const program = ts.createProgram([...texts.keys()], options, host);
  const checker = program.getTypeChecker();
  const variableIn = (file: string, name: string): ts.VariableDeclaration => {
    let found: ts.VariableDeclaration | undefined;
    const visit = (node: ts.Node): void => {
      if (ts.isVariableDeclaration(node) && node.name.getText() === name) found = node;
      ts.forEachChild(node, visit);
    };
    const source = program.getSourceFile(file);
    if (source !== undefined) visit(source);
    if (found === undefined) throw new Error(`${file} has no variable ${name}`);
    return found;
  };
  return {
    errors: ts.getPreEmitDiagnostics(program).map(({ file, messageText, start = 0 }) => {
      const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1;
      return `${file?.fileName}:${line}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
    }),
    typeOf: (file, variable) => checker.typeToString(checker.getTypeAtLocation(variableIn(file, variable))),
    documentationOf: (file, variable, property) => {
      const symbol = checker.getTypeAtLocation(variableIn(file, variable)).getProperty(property);
      const tags = symbol?.getJsDocTags(checker) ?? [];
      return [
        ts.displayPartsToString(symbol?.getDocumentationComment(checker)),
        ...tags.map(({ name, text }) => `@${name} ${ts.displayPartsToString(text)}`),
      ].join("\n");
    },
  };
}
