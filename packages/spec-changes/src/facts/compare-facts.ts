import type { ApiFacts, Coverage, OperationFacts, ParameterFacts, ResponseFacts } from "./api-facts.ts";
import { compareShapes, reportDifference, type Place } from "./compare-shapes.ts";
import type { Difference, Side } from "./difference.ts";
import type { Shape } from "./shape.ts";

/**
 * Compares two descriptions of an API, fact by fact: the operations that both have, and the existence of the others.
 *
 * @param nameOf what we call an operation, by its key; one of no name of ours goes by its method and path
 * @returns the differences, in the order of the documents
 */
export function compareFacts(
  left: ApiFacts,
  right: ApiFacts,
  nameOf: (key: string) => string | undefined,
): Difference[] {
  const differences: Difference[] = [];
  const base = { left: left.coverage, right: right.coverage, report: (found: Difference) => differences.push(found) };
  if (left.server !== undefined && right.server !== undefined && left.server !== right.server) {
    reportDifference(
      { ...base, operation: "", part: "api", path: "" },
      "server",
      { value: left.server, pointer: "#/servers" },
      { value: right.server, pointer: "#/servers" },
    );
  }
  for (const key of new Set([...left.operations.keys(), ...right.operations.keys()])) {
    const [one, two] = [left.operations.get(key), right.operations.get(key)];
    const operation = nameOf(key) ?? `${key.split(" ")[0]} ${(one ?? two)?.path}`;
    const place: Place = { ...base, operation, part: "operation", path: "" };
    if (one && two) compareOperations(one, two, place);
    else {
      const side = (facts?: OperationFacts): Side => ({
        value: facts && "present",
        pointer: facts?.pointer ?? "#/paths",
      });
      reportDifference(place, "existence", side(one), side(two), key);
    }
  }
  return differences;
}

function compareOperations(left: OperationFacts, right: OperationFacts, place: Place): void {
  const sides = (one: unknown, two: unknown): [Side, Side] => [
    { value: one, pointer: left.pointer },
    { value: two, pointer: right.pointer },
  ];
  if (left.deprecated !== right.deprecated && isTold(place, !left.deprecated)) {
    reportDifference(place, "deprecated", ...sides(left.deprecated, right.deprecated));
  }
  if (left.security !== undefined && right.security !== undefined && left.security !== right.security) {
    reportDifference(place, "security", ...sides(left.security, right.security));
  }
  compareParameters(left.parameters, withNamesOf(left, right), place, left.pointer, right.pointer);
  compareRequests(left, right, place);
  for (const status of new Set([...left.responses.keys(), ...right.responses.keys()])) {
    const [one, two] = [left.responses.get(status), right.responses.get(status)];
    const inner: Place = { ...place, part: "response", path: status };
    if (one && two) compareResponses(one, two, inner);
    else if (isListed(place, one === undefined)) {
      const side = (response: ResponseFacts | undefined, operation: OperationFacts): Side => ({
        value: response && "present",
        pointer: response?.pointer ?? operation.pointer,
        holder: operation.pointer,
      });
      reportDifference(inner, "status", side(one, left), side(two, right), status);
    }
  }
}

const coverageOf = (place: Place, leftLacks: boolean): Coverage => (leftLacks ? place.left : place.right);
const isTold = (place: Place, leftLacks: boolean): boolean => coverageOf(place, leftLacks) === "whole";
/** What a page lists, it lists all of. */
const isListed = (place: Place, leftLacks: boolean): boolean => coverageOf(place, leftLacks) !== "glimpse";

/** The right side's path parameters under the left side's names: nobody sends the name of a path parameter. */
function withNamesOf(left: OperationFacts, right: OperationFacts): ReadonlyMap<string, ParameterFacts> {
  const names = (path: string): string[] => [...path.matchAll(/\{([^}]*)\}/g)].map(([, name]) => `path ${name}`);
  const [known, given] = [names(left.path), names(right.path)];
  return new Map(
    [...right.parameters].map(([name, parameter]) => [known[given.indexOf(name)] ?? name, parameter] as const),
  );
}

function compareParameters(
  left: ReadonlyMap<string, ParameterFacts>,
  right: ReadonlyMap<string, ParameterFacts>,
  place: Place,
  leftHolder: string,
  rightHolder: string,
): void {
  const part = place.part === "response" ? "response" : "request";
  for (const name of new Set([...left.keys(), ...right.keys()])) {
    const [one, two] = [left.get(name), right.get(name)];
    const inner: Place = { ...place, part, path: place.path === "" ? name : `${place.path} ${name}` };
    if (one && two) {
      const sides = (before: unknown, after: unknown): [Side, Side] => [
        { value: before, pointer: one.pointer },
        { value: after, pointer: two.pointer },
      ];
      if (one.required !== two.required) reportDifference(inner, "required", ...sides(one.required, two.required));
      const listed = [...one.shape.types, ...two.shape.types].some((type) => type === "array" || type === "object");
      if (listed && one.style !== two.style) reportDifference(inner, "style", ...sides(one.style, two.style));
      compareShapes(one.shape, two.shape, inner);
    } else if (isListed(place, one === undefined)) {
      const side = (parameter: ParameterFacts | undefined, holder: string): Side =>
        parameter
          ? { value: parameter.required ? "required" : "optional", pointer: parameter.pointer, holder }
          : { value: undefined, pointer: holder, holder };
      reportDifference(
        inner,
        part === "response" ? "header" : "parameter",
        side(one, leftHolder),
        side(two, rightHolder),
        name,
      );
    }
  }
}

function compareRequests(left: OperationFacts, right: OperationFacts, place: Place): void {
  const [one, two] = [left.request, right.request];
  const inner: Place = { ...place, part: "request", path: "request" };
  if (one && two) {
    if (one.required !== two.required && isTold(place, !one.required)) {
      const [before, after] = [one.required, two.required];
      reportDifference(
        inner,
        "required",
        { value: before, pointer: one.pointer },
        { value: after, pointer: two.pointer },
      );
    }
    compareContents(one.contents, two.contents, inner, one.pointer, two.pointer);
  } else if ((one || two) && isListed(place, one === undefined)) {
    const side = (operation: OperationFacts): Side =>
      operation.request
        ? {
            value: operation.request.required ? "required" : "optional",
            pointer: operation.request.pointer,
            holder: operation.pointer,
          }
        : { value: undefined, pointer: operation.pointer, holder: operation.pointer };
    reportDifference(inner, "body", side(left), side(right));
  }
}

function compareResponses(left: ResponseFacts, right: ResponseFacts, place: Place): void {
  compareContents(left.contents, right.contents, place, left.pointer, right.pointer);
  const named = (headers: ResponseFacts["headers"]): ReadonlyMap<string, ParameterFacts> =>
    new Map([...headers].map(([name, header]) => [`header ${name}`, header]));
  const bothWhole = place.left === "whole" && place.right === "whole";
  if (bothWhole) compareParameters(named(left.headers), named(right.headers), place, left.pointer, right.pointer);
}

function compareContents(
  left: ReadonlyMap<string, Shape>,
  right: ReadonlyMap<string, Shape>,
  place: Place,
  leftHolder: string,
  rightHolder: string,
): void {
  for (const type of new Set([...left.keys(), ...right.keys()])) {
    const [one, two] = [left.get(type), right.get(type)];
    // JSON is what every body here is; another media type is part of the place.
    const path = `${place.path} ${type === "application/json" ? "" : `${type} `}`;
    if (one && two) compareShapes(one, two, { ...place, path });
    else if (isTold(place, one === undefined)) {
      const side = (shape: Shape | undefined, holder: string): Side =>
        shape ? { value: "present", pointer: shape.pointer, holder } : { value: undefined, pointer: holder, holder };
      reportDifference(
        { ...place, path: path.trimEnd() },
        "content",
        side(one, leftHolder),
        side(two, rightHolder),
        type,
      );
    }
  }
}
