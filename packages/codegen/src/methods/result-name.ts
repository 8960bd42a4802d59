import { isVariable } from "../api/names.ts";
import type { PlainOperation } from "../api/model.ts";
import { uncapitalized } from "../source-text.ts";

/** What a sample calls the result of a method. */
export function resultName({ place, result }: PlainOperation): string {
  if (result.kind === "nothing") return "result";
  if (result.kind === "enveloped" || result.kind === "whole") return variableOf(result.type);
  return place.method === "list" ? place.resource : variableOf(place.method);
}

/** A variable for a value of a type. */
export const variableOf = (type: string): string => (isVariable(uncapitalized(type)) ? uncapitalized(type) : "result");
