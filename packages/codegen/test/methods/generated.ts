import type { Node } from "../../src/api/model.ts";
import { readApi } from "../../src/api/read-api.ts";
import { generateBounds } from "../../src/bounds.ts";
import { generateMethods } from "../../src/methods.ts";
import { generateOperations } from "../../src/operations.ts";
import { typesOf } from "../../src/types.ts";
import { bakery, json, operation, readBakery, ref, type Parts } from "../bakery.ts";
import { compile, type Compiled } from "../compiler.ts";

/** The types of what the generated methods import from the facade, as far as these use them. */
const core = {
  "/core/api-promise.ts":
    "export interface ApiPromise<Data> extends Promise<Data> { readonly withResponse: () => Promise<{ readonly data: Data }> }",
  "/core/options.ts": "export interface CallOptions { readonly timeout?: number | undefined }",
  "/core/pagination.ts": `
import type { CallOptions } from "./options.ts";
export interface ListOptions extends CallOptions { readonly prefetch?: number | undefined }
export interface Listing<Item> { readonly first: () => Promise<Item | undefined> }`,
  "/core/result.ts": `
export declare const objectIn: <Field extends string>(field: Field) => <Data extends object>(envelope: { readonly [name in Field]: Data }) => Data;
export declare const itemsIn: <Field extends string>(field: Field) => <Item>(list: { readonly [name in Field]: Item[] }) => Item[];
export declare const withText: <Field extends string>(field: Field) => <Data extends { readonly [name in Field]?: unknown }>(data: Data) => Data;`,
  "/core/client.ts": `
import type { Operation } from "@switchboard/typed-fetch";
import type { ApiPromise } from "./api-promise.ts";
import type { CallOptions } from "./options.ts";
import type { Listing, ListOptions } from "./pagination.ts";
export interface Core {
  readonly call: <Input extends object, Output, Result = Output>(
    operation: Operation<Input, Output, unknown>, input: NoInfer<Input>, options?: CallOptions, read?: (data: Output) => Result,
  ) => ApiPromise<Result>;
  readonly list: <Input extends object, Output, Item extends object>(
    operation: Operation<Input, Output, Item>, input: NoInfer<Input>, options?: ListOptions,
  ) => Listing<Item>;
}`,
};

export const at = (path: string, method: string, fields: Node, more: Parts = {}): Parts => ({
  ...more,
  paths: { [path]: { [method]: operation("bake", fields) }, ...more.paths },
});

/** The text of the file of a resource. */
export const fileOf = (parts: Parts, name = "loaves.ts"): string => generateMethods(readBakery(parts)).get(name) ?? "";

/** The declaration of the method `bake`, and its code. */
export function bakeOf(parts: Parts): { readonly declaration: string | undefined; readonly code: string | undefined } {
  const file = fileOf(parts);
  return {
    declaration: /^ {2}(bake\(.*);$/m.exec(file)?.[1],
    code: /^ {2}(bake: .*),$/m.exec(file)?.[1],
  };
}

/** The doc comment of the method `bake`, without its frame. */
export const commentOf = (parts: Parts): string =>
  (/((?:^ {2,3}\/?\*.*\n)+) {2}bake\(/m.exec(fileOf(parts))?.[1] ?? "")
    .split("\n")
    .slice(1, -2)
    .map((line) => line.replace(/^ {3}\* ?/, ""))
    .join("\n");

/** Compiles the methods with what they import, and with lines that use them as `bakery`. */
export async function compiled(parts: Parts, ...lines: string[]): Promise<Compiled> {
  const document = bakery(parts);
  const api = readApi("bakery", document);
  const bounds = generateBounds(api);
  const methods = [...generateMethods(api)].map(([name, text]) => [`/bakery/generated/${name}`, text]);
  return compile({
    ...core,
    ...(Object.fromEntries(methods) as Record<string, string>),
    "/bounds.ts": bounds.file,
    "/operations.ts": generateOperations(api, bounds),
    "/schema.ts": await typesOf(document, "bakery"),
    "/caller.ts": `
import type { Core } from "./core/client.ts";
import { plainBakery } from "./bakery/generated/index.ts";
declare const core: Core;
export const bakery = plainBakery(core);
void bakery;
${lines.join("\n")}
export {};`,
  });
}

const text = { type: "string" };
export const inPath = (name: string, fields: Node = {}): Node => ({
  name,
  in: "path",
  required: true,
  schema: text,
  ...fields,
});
export const inQuery = (name: string, fields: Node = {}): Node => ({ name, in: "query", schema: text, ...fields });
export const order = (required: boolean): Node => ({ required, ...json(ref("Order")) });
