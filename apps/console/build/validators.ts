import { Ajv, type Options } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import formats from "ajv-formats";

import { below, branchesOf, locate, type Located, type OpenApiDocument } from "../src/spec/document.ts";
import { operationsOf, type ApiName } from "../src/spec/operations.ts";

/**
 * The validators of all that a form can fill, as the code of a module: made here, because a page whose content security policy
 * forbids `eval` cannot make them itself.
 */
export function validatorsModule(specs: Readonly<Record<ApiName, OpenApiDocument>>): string {
  const apis = (["blotato", "blooio"] as const).map((api) => {
    const pointers = [...formPointers(api, specs[api])];
    const ajv = createAjv(specs[api]);
    const names = new Map(pointers.map((pointer, index) => [pointer, `${api}${index}`]));
    for (const [pointer, name] of names) ajv.addSchema({ $ref: `document${pointer}` }, name);
    const exported = Object.fromEntries([...names.values()].map((name) => [name, name]));
    const entries = [...names].map(([pointer, name]) => `${JSON.stringify(pointer)}: ${name}`);
    return { code: renamed(standalone.default(ajv, exported), api), table: `${api}: { ${entries.join(", ")} }` };
  });
  const code = apis.map((api) => api.code).join("\n");
  return `${withImports(code)}\nexport const validators = { ${apis.map(({ table }) => table).join(", ")} };\n`;
}

/** Keeps one API's functions apart from those of the other, and its exports within the module. */
const renamed = (code: string, api: ApiName): string =>
  code
    .replace(/^"use strict";/, "")
    .replaceAll(/export const (\w+) = /g, "const $1 = ")
    .replaceAll(/\b(validate|schema|func|pattern|formats)(\d+)\b/g, `$1$2_${api}`);

/** Ajv writes `require`, which a module does not have. */
function withImports(code: string): string {
  const sources = [...new Set([...code.matchAll(/require\("([^"]+)"\)/g)].map(([, source]) => source ?? ""))];
  const imports = sources.map((source, index) => `import * as required${index} from ${JSON.stringify(source)};`);
  // Bundlers differ in what they take for the default export of a CommonJS module.
  const unwrap = "const unwrap = (module) => (module.default?.__esModule ? module.default : module);";
  const body = code.replaceAll(/require\("([^"]+)"\)/g, (_, source: string) => {
    return `unwrap(required${sources.indexOf(source)})`;
  });
  return [...imports, unwrap, body].join("\n");
}

function createAjv(document: OpenApiDocument): Ajv {
  const options: Options = { allErrors: true, strict: false, code: { source: true, esm: true } };
  const is31 = "jsonSchemaDialect" in document;
  const ajv = is31 ? new Ajv2020(options) : new Ajv(options);
  formats.default(ajv);
  // The dialect is chosen already, and no schema of a document may name another.
  return ajv.addSchema({ ...document, $id: "document" });
}

/** Where parameters, bodies and the branches of every choice below them stand. */
function formPointers(api: ApiName, document: OpenApiDocument): ReadonlySet<string> {
  const found = new Set<string>();
  const walk = (at: Located): void => {
    const { items, properties } = at.schema;
    for (const branch of branchesOf(document, at) ?? []) {
      if (found.has(branch.pointer)) continue;
      found.add(branch.pointer);
      walk(branch);
    }
    for (const name of Object.keys(properties ?? {})) walk(locate(document, below(at.pointer, "properties", name)));
    if (items !== undefined) walk(locate(document, below(at.pointer, "items")));
  };
  for (const { body, parameters } of operationsOf(api, document)) {
    for (const at of [...parameters.map((parameter) => parameter.at), ...(body === undefined ? [] : [body.at])]) {
      found.add(at.pointer);
      walk(at);
    }
  }
  return found;
}
