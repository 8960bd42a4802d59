import type { ApiFacts, OperationFacts, ParameterFacts, RequestFacts, ResponseFacts } from "../facts/api-facts.ts";
import { noKey } from "../facts/read-security.ts";
import type { Shape } from "../facts/shapes/shape.ts";
import { compareNames } from "./compare-names.ts";
import { compareShapes } from "./compare-shapes.ts";
import { roomOf, type Difference, type Side } from "./difference.ts";
import { pairOperations } from "./pair-operations.ts";
import { compareWords, isListed, mayBeSilent, report, reportPresence, within, type Place } from "./place.ts";

/**
 * Compares two descriptions of an API, fact by fact: the operations that both have, and the existence of the others.
 *
 * @param nameOf what we call an operation, by its key; one without a name of ours goes by its method and path
 * @returns the differences, in the order of the documents
 */
export function compareFacts(
  left: ApiFacts,
  right: ApiFacts,
  nameOf: (key: string) => string | undefined,
): Difference[] {
  const differences: Difference[] = [];
  const api: Place = {
    operation: "",
    part: "api",
    path: "",
    title: "",
    left: left.coverage,
    right: right.coverage,
    ours: left.ours !== undefined && right.ours !== undefined,
    report: (found) => differences.push(found),
  };
  if (left.server !== undefined && right.server !== undefined) {
    compareValue(api, "server", [left.server, "#/servers"], [right.server, "#/servers"]);
  }
  if (left.ours && right.ours) compareNames(left.ours, right.ours, api);
  for (const { key, left: one, right: two } of pairOperations(left, right)) {
    const title = `${(two ?? one)?.method} ${(two ?? one)?.path}`;
    const place: Place = { ...api, operation: nameOf(key) ?? title, part: "operation", title };
    if (one && two) compareOperations(one, two, place);
    else {
      const found = (operation?: OperationFacts): Side | undefined =>
        operation && { value: "present", pointer: operation.pointer };
      reportPresence(place, "existence", key, [found(one), "#/paths"], [found(two), "#/paths"]);
    }
  }
  return differences;
}

type Stated = readonly [value: unknown, pointer: string];

function compareValue(place: Place, aspect: string, [one, left]: Stated, [two, right]: Stated): void {
  if (one !== two) report(place, aspect, { value: one, pointer: left }, { value: two, pointer: right });
}

function compareOperations(left: OperationFacts, right: OperationFacts, place: Place): void {
  const compare = (aspect: string, one: unknown, two: unknown): void =>
    compareValue(place, aspect, [one, left.pointer], [two, right.pointer]);
  if (place.ours) {
    compare("operationId", left.operationId, right.operationId);
    compare("path", `${left.method} ${left.path}`, `${right.method} ${right.path}`);
  }
  compareWords(left, right, place);
  if (!mayBeSilent(place, left.server === undefined)) compare("server", left.server, right.server);
  if (!mayBeSilent(place, !left.deprecated)) compare("deprecated", left.deprecated, right.deprecated);
  compareSecurity(left, right, place);
  compareParameters(left.parameters, withNamesOf(left, right), place, left.pointer, right.pointer);
  compareRequests(left, right, { ...place, part: "request", path: "request", title: "request" });
  for (const status of new Set([...left.responses.keys(), ...right.responses.keys()])) {
    const [one, two] = [left.responses.get(status), right.responses.get(status)];
    const inner: Place = { ...place, part: "response", path: status, title: status };
    if (one && two) compareResponses(one, two, inner);
    else if (isListed(place, one === undefined)) {
      const found = (response?: ResponseFacts): Side | undefined =>
        response && { value: "present", pointer: response.pointer };
      reportPresence(inner, "status", status, [found(one), left.pointer], [found(two), right.pointer]);
    }
  }
}

function compareSecurity(left: OperationFacts, right: OperationFacts, place: Place): void {
  const [one, two] = [left.security, right.security];
  if (!one || !two || one.join() === two.join()) return;
  const side = (ways: readonly string[], pointer: string): Side => ({ value: ways.join(" or "), pointer });
  report(place, "security", side(one, left.pointer), side(two, right.pointer), {
    room: two.includes(noKey) ? "wider" : roomOf(one, two),
  });
}

/** The right side's path parameters under the left side's names: callers do not send the name of a path parameter. */
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
  const isHeader = place.part === "response";
  for (const name of new Set([...left.keys(), ...right.keys()])) {
    const [one, two] = [left.get(name), right.get(name)];
    const inner: Place = isHeader ? within(place, ` ${name}`) : { ...place, part: "request", path: name, title: name };
    if (one && two) {
      compareWords(one, two, inner);
      compareValue(inner, "required", [one.required, one.pointer], [two.required, two.pointer]);
      const listed = [...one.shape.types, ...two.shape.types].some((type) => type === "array" || type === "object");
      if (listed) compareValue(inner, "style", [one.style, one.pointer], [two.style, two.pointer]);
      compareShapes(one.shape, two.shape, inner);
    } else if (isListed(place, one === undefined)) {
      const found = (parameter?: ParameterFacts): Side | undefined =>
        parameter && { value: parameter.required ? "required" : "optional", pointer: parameter.pointer };
      reportPresence(
        inner,
        isHeader ? "header" : "parameter",
        name,
        [found(one), leftHolder],
        [found(two), rightHolder],
      );
    }
  }
}

function compareRequests(left: OperationFacts, right: OperationFacts, place: Place): void {
  const [one, two] = [left.request, right.request];
  if (one && two) {
    compareWords(one, two, place);
    if (!mayBeSilent(place, !one.required)) {
      compareValue(place, "required", [one.required, one.pointer], [two.required, two.pointer]);
    }
    compareContents(one.contents, two.contents, place, one.pointer, two.pointer);
  } else if ((one || two) && isListed(place, one === undefined)) {
    const found = (request?: RequestFacts): Side | undefined =>
      request && { value: request.required ? "required" : "optional", pointer: request.pointer };
    reportPresence(place, "body", "body", [found(one), left.pointer], [found(two), right.pointer]);
  }
}

function compareResponses(left: ResponseFacts, right: ResponseFacts, place: Place): void {
  compareWords(left, right, place);
  compareContents(left.contents, right.contents, place, left.pointer, right.pointer);
  const named = (headers: ResponseFacts["headers"]): ReadonlyMap<string, ParameterFacts> =>
    new Map([...headers].map(([name, header]) => [`header ${name}`, header]));
  const bothComplete = place.left === "complete" && place.right === "complete";
  if (bothComplete) compareParameters(named(left.headers), named(right.headers), place, left.pointer, right.pointer);
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
    // Bodies are JSON; any other media type is part of the place.
    const inner = within(place, type === "application/json" ? " " : ` ${type} `);
    if (one && two) compareShapes(one, two, inner);
    else if (!mayBeSilent(place, one === undefined)) {
      const found = (shape?: Shape): Side | undefined => shape && { value: "present", pointer: shape.pointer };
      reportPresence(inner, "content", type, [found(one), leftHolder], [found(two), rightHolder]);
    }
  }
}
