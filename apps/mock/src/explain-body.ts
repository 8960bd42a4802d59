import type { ErrorObject, ValidateFunction } from "ajv";

import type { Operation } from "./spec/load.ts";
import { createSchemaCompiler } from "./spec/schema-compiler.ts";

/** What is wrong with a body, for a person. */
export interface BodyProblems {
  /** `target.tag is required`, …: the field, then the reason. */
  readonly reasons: readonly string[];
  readonly unknownFields: readonly string[];
}

const validators = new WeakMap<Operation, ValidateFunction>();

/**
 * Says what Prism found wrong with a body that it refused. Prism lists the errors of every branch of a
 * `oneOf` together; here only the branch that the caller most likely meant speaks.
 */
export function explainBody(operation: Operation, body: unknown): BodyProblems {
  const validate = validatorOf(operation);
  if (validate === undefined || validate(body)) return { reasons: [], unknownFields: [] };
  const errors = meantErrors(validate.errors ?? []);
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
  const validate = createSchemaCompiler()(schema, operation);
  validators.set(operation, validate);
  return validate;
}

/** Replaces the errors of each failed `oneOf` or `anyOf` by those of its likeliest branch, from the inside out. */
function meantErrors(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const unions = errors.filter(({ keyword }) => keyword === "oneOf" || keyword === "anyOf");
  // The deepest union first: the errors that it leaves count for the branches around it.
  unions.sort((a, b) => b.schemaPath.length - a.schemaPath.length);
  return unions.reduce((left: readonly ErrorObject[], union) => {
    const branchOf = (error: ErrorObject): string | undefined =>
      error.schemaPath.startsWith(`${union.schemaPath}/`) && error.instancePath.startsWith(union.instancePath)
        ? error.schemaPath.slice(union.schemaPath.length + 1).split("/")[0]
        : undefined;
    const branches = Map.groupBy(
      left.filter((error) => branchOf(error) !== undefined),
      branchOf,
    );
    const outside = left.filter((error) => error !== union && branchOf(error) === undefined);
    if (branches.size === 0) return [...outside, union];
    return [...outside, ...likeliest([...branches.values()], union.instancePath)];
  }, errors);
}

/**
 * The branch with the fewest wrong names and types, then the fewest errors. Where several are equally far off only
 * because another value was expected, as with an unknown `targetType`, they are told as one list of values.
 */
function likeliest(branches: readonly (readonly ErrorObject[])[], unionPath: string): readonly ErrorObject[] {
  const isMismatch = ({ keyword, instancePath }: ErrorObject): boolean =>
    keyword === "enum" || keyword === "const" || (keyword === "type" && instancePath === unionPath);
  const mismatches = (branch: readonly ErrorObject[]): number => branch.filter(isMismatch).length;
  const fewest = Math.min(...branches.map(mismatches));
  const near = branches.filter((branch) => mismatches(branch) === fewest).toSorted((a, b) => a.length - b.length);
  const best = near[0] ?? [];
  if (fewest === 0) return best;
  const places = new Set(near.flatMap((branch) => branch.filter(isMismatch).map(({ instancePath }) => instancePath)));
  if (places.size !== 1) return best;
  return near.flatMap((branch) => branch.filter(isMismatch)).reduce(mergeValues, []);
}

function mergeValues(merged: readonly ErrorObject[], error: ErrorObject): readonly ErrorObject[] {
  const twin = merged.find((other) => other.keyword === error.keyword && other.instancePath === error.instancePath);
  if (twin === undefined) return [...merged, error];
  const list = (params: ErrorObject["params"]): unknown[] => [params["allowedValues"] ?? params["type"]].flat();
  const values = [...new Set([...list(twin.params), ...list(error.params)])];
  const params = error.keyword === "type" ? { type: values } : { allowedValues: values };
  return merged.map((other) => (other === twin ? { ...twin, params } : other));
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
      return `${fieldOf(error, String(params["missingProperty"]))} is required`;
    case "additionalProperties":
      return `${fieldOf(error, String(params["additionalProperty"]))} is not a field of this request`;
    case "enum":
      return `${field} must be ${[params["allowedValues"]].flat().join(" or ")}`;
    case "type":
      return `${field} must be ${[params["type"]].flat().join(" or ")}`;
    case "pattern":
      return `${field} must match ${String(params["pattern"])}`;
    default:
      return `${field} ${error.message ?? `fails "${keyword}"`}`;
  }
}
