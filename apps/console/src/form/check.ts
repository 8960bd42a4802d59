import type { ErrorObject } from "ajv";
import { specs } from "virtual:specs";
import { validators } from "virtual:validators";

import { below, branchesOf, locate, type Located } from "../spec/document.ts";
import type { ApiName, Operation } from "../spec/operations.ts";
import type { Values } from "../service/request.ts";

export type ValuePath = readonly (string | number)[];

export interface Problem {
  /** `parameters/limit`, or `body/target/pageId`. */
  readonly field: string;
  readonly message: string;
}

export const fieldName = (path: ValuePath): string => path.join("/");

export const isValid = (api: ApiName, { pointer }: Located, value: unknown): boolean =>
  validators[api][pointer]?.(value) ?? true;

/** Which branch of a choice a person means: the one that was chosen, or the one that a value fits best. */
export type ChooseBranch = (at: Located, branches: readonly Located[], value: unknown, path: ValuePath) => Located;

/** Everything for which a request would be rejected, each with the field that it is about. */
export function problemsOf(operation: Operation, values: Values, choose: ChooseBranch): readonly Problem[] {
  const { api, body, parameters } = operation;
  const found = parameters.flatMap(({ at, name, required }) => {
    const value = values.parameters[name];
    const path = ["parameters", name];
    if (value !== undefined) return check(api, at, value, path, choose);
    return required ? [{ field: fieldName(path), message: "is needed" }] : [];
  });
  if (body === undefined) return found;
  if (values.body !== undefined) return [...found, ...check(api, body.at, values.body, ["body"], choose)];
  return body.required ? [...found, { field: "body", message: "is needed" }] : found;
}

function check(api: ApiName, at: Located, value: unknown, path: ValuePath, choose: ChooseBranch): readonly Problem[] {
  const branches = branchesOf(specs[api], at);
  // All branches of a choice complain of a value that fits none; a person means one of them.
  if (branches !== undefined) return check(api, choose(at, branches, value, path), value, path, choose);
  const validate = validators[api][at.pointer];
  if (validate === undefined || validate(value)) return [];
  const errors = validate.errors ?? [];
  const choices = choicesIn(api, at, value, path);
  const own = errors
    .map((error) => problemOf(error, path))
    .filter(({ place }) => !choices.some((choice) => isWithin(place, fieldName(choice.path))))
    .map(({ problem }) => problem);
  return [...own, ...choices.flatMap((choice) => check(api, choice.at, choice.value, choice.path, choose))];
}

interface Choice {
  readonly at: Located;
  readonly value: unknown;
  readonly path: ValuePath;
}

/** The choices next below a value. */
function choicesIn(api: ApiName, at: Located, value: unknown, path: ValuePath): readonly Choice[] {
  if (typeof value !== "object" || value === null) return [];
  const { items, properties = {} } = at.schema;
  return Object.entries(value).flatMap(([key, child]: [string, unknown]) => {
    const segments = Array.isArray(value) ? (items === undefined ? undefined : ["items"]) : ["properties", key];
    if (segments === undefined || (segments.length === 2 && !Object.hasOwn(properties, key))) return [];
    const childAt = locate(specs[api], below(at.pointer, ...segments));
    const childPath = [...path, key];
    if (childAt.schema.oneOf !== undefined) return [{ at: childAt, value: child, path: childPath }];
    return choicesIn(api, childAt, child, childPath);
  });
}

const isWithin = (field: string, place: string): boolean => field === place || field.startsWith(`${place}/`);

function problemOf(error: ErrorObject, path: ValuePath): { readonly problem: Problem; readonly place: string } {
  const { instancePath, keyword, message = "is not right", params } = error;
  const inside = instancePath.split("/").slice(1);
  const missing = (params as { missingProperty?: string }).missingProperty;
  const unknown = (params as { additionalProperty?: string }).additionalProperty;
  const place = fieldName([...path, ...inside]);
  const named = missing ?? unknown;
  return {
    problem: { field: named === undefined ? place : `${place}/${named}`, message: wording(keyword, params, message) },
    place,
  };
}

function wording(keyword: string, params: Readonly<Record<string, unknown>>, message: string): string {
  const limit = Number(params["limit"]);
  switch (keyword) {
    case "required":
      return "is needed";
    case "additionalProperties":
      return "is not known here";
    case "enum":
      return `must be one of ${(params["allowedValues"] as readonly unknown[]).join(", ")}`;
    case "minLength":
      return limit === 1 ? "must not be empty" : `must have at least ${limit} characters`;
    case "maxLength":
      return `must have at most ${limit} characters`;
    case "minItems":
      return `must have at least ${limit} ${limit === 1 ? "entry" : "entries"}`;
    case "maxItems":
      return `must have at most ${limit} ${limit === 1 ? "entry" : "entries"}`;
    case "pattern":
      return `must look like ${String(params["pattern"])}`;
    case "format":
      return params["format"] === "date-time"
        ? "must be a time such as 2026-12-30T08:00:00Z"
        : `must be a ${String(params["format"])}`;
    default:
      return message;
  }
}
