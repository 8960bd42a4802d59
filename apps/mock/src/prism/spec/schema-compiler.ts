import { Ajv, type Options, type ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

import type { Operation } from "./load.ts";

// What is compiled here runs once or never, so optimizing it would cost more than it saves.
const code = { optimize: false };
const options: Options = { allErrors: true, allowUnionTypes: true, strict: false, logger: false, code };

/** Compiles a schema of an operation; throws where Prism would count every value as valid. */
export type SchemaCompiler = (schema: object, operation: Operation) => ValidateFunction;

/** Compiles schemas as Prism does: under the dialect that their document names, with what Prism bundled for their references. */
export function createSchemaCompiler(): SchemaCompiler {
  const draft07 = new Ajv(options);
  const draft202012 = new Ajv2020(options);
  // The package is CommonJS: its default import is the module, and the function is the module's `default`.
  for (const ajv of [draft07, draft202012]) addFormats.default(ajv);
  return (schema, operation) => {
    const is202012 = "$schema" in schema && String(schema.$schema).includes("2020-12");
    const bundled: unknown = "__bundled__" in operation ? operation.__bundled__ : undefined;
    const whole = Object.assign({}, schema, { __bundled__: bundled });
    const compiler = is202012 ? draft202012 : draft07;
    const validate = compiler.compile(whole);
    // It would keep the schemas of each spec that was ever read.
    compiler.removeSchema(whole);
    return validate;
  };
}
