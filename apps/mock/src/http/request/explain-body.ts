import type { ErrorObject, ValidateFunction } from "ajv";

import type { Operation } from "../../prism/spec/load.ts";
import { createSchemaCompiler, type SchemaCompiler } from "../../prism/spec/schema-compiler.ts";
import { likelyErrors } from "./likely-errors.ts";

/** What is wrong with a body, for a person. */
export interface BodyProblems {
  /** `target.tag is required`, …: the field, then the reason. */
  readonly reasons: readonly string[];
  readonly unknownFields: readonly string[];
}

let compile: SchemaCompiler | undefined;
const validators = new WeakMap<Operation, ValidateFunction>();

/**
 * Explains why Prism rejected a body. Prism lists the errors of every branch of a `oneOf` together; here only those of the branch
 * that is nearest to the body remain.
 */
export function explainBody(operation: Operation, body: unknown): BodyProblems {
  const validate = validatorOf(operation);
  if (validate === undefined || validate(body)) return { reasons: [], unknownFields: [] };
  const errors = likelyErrors(validate.errors ?? []);
  const reasons = new Set(errors.map(describe));
  const unknownFields = errors.flatMap((error) =>
    error.keyword === "additionalProperties" ? [fieldOf(error, String(error.params["additionalProperty"]))] : [],
  );
  return { reasons: [...reasons], unknownFields };
}

function validatorOf(operation: Operation): ValidateFunction | undefined {
  const known = validators.get(operation);
  const schema = operation.request?.body?.contents?.[0]?.schema;
  if (known !== undefined || schema === undefined) return known;
  compile ??= createSchemaCompiler();
  const validate = compile(schema, operation);
  validators.set(operation, validate);
  return validate;
}

function fieldOf({ instancePath }: ErrorObject, property?: string): string {
  const keys = instancePath.split("/").slice(1);
  return [...keys, ...(property === undefined ? [] : [property])].join(".").replaceAll("~1", "/").replaceAll("~0", "~");
}

function describe(error: ErrorObject): string {
  const { keyword, params } = error;
  const field = fieldOf(error) || "the body";
  switch (keyword) {
    case "required":
      return `${[params["missingProperty"]]
        .flat()
        .map((name) => fieldOf(error, String(name)))
        .join(" or ")} is required`;
    case "additionalProperties":
      return `${fieldOf(error, String(params["additionalProperty"]))} is not a field of this request`;
    case "enum":
      return `${field} must be ${[params["allowedValues"]].flat().join(" or ")}`;
    case "const":
      return `${field} must be ${[params["allowedValue"]].flat().join(" or ")}`;
    case "type":
      return `${field} must be ${[params["type"]].flat().join(" or ")}`;
    case "pattern":
      return `${field} must match ${String(params["pattern"])}`;
    default:
      return `${field} ${error.message ?? `fails "${keyword}"`}`;
  }
}
