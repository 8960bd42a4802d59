import { asArray, asObject, at, isObject, keysOf, own, pointerOf, type JsonObject } from "../facts/json.ts";

export type Direction = "request" | "response";

/** The operations that a part of a document belongs to, and whether callers send it or read it. */
export interface Reach {
  readonly operations: ReadonlySet<string>;
  readonly directions: ReadonlySet<Direction>;
}

interface Growing {
  readonly operations: Set<string>;
  readonly directions: Set<Direction>;
}

const methods = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);

/** Finds what a pointer of a document belongs to; through references, that can be several operations. */
export class ReachIndex {
  readonly #document: JsonObject;
  readonly #components = new Map<string, Growing>();

  constructor(document: JsonObject) {
    this.#document = document;
    for (const [path, item] of Object.entries(asObject(document["paths"]))) {
      for (const [method, operation] of this.#operations(item)) {
        const name = nameOf(path, method, operation);
        this.#walk(asObject(item)["parameters"], name, "request");
        for (const [key, part] of Object.entries(operation)) this.#walk(part, name, directionOf(key));
      }
    }
  }

  /** Every operation of a path. */
  operationsOf(path: string): string[] {
    const item = own(asObject(this.#document["paths"]), path);
    return [...this.#operations(item)].map(([method, operation]) => nameOf(path, method, operation));
  }

  of(pointer: string): Reach {
    const [first, second, third, fourth] = keysOf(pointer);
    const none: Growing = { operations: new Set(), directions: new Set() };
    if (first === "components" && second !== undefined && third !== undefined) {
      return this.#components.get(pointerOf("#", first, second, third)) ?? none;
    }
    if (first !== "paths" || second === undefined) return none;
    if (third === undefined || !methods.has(third)) {
      return { operations: new Set(this.operationsOf(second)), directions: new Set(asDirections(third)) };
    }
    const operation = at(this.#document, pointerOf("#", first, second, third));
    return {
      operations: new Set(isObject(operation) ? [nameOf(second, third, operation)] : []),
      directions: new Set(asDirections(fourth)),
    };
  }

  *#operations(item: unknown): Generator<[method: string, operation: JsonObject]> {
    for (const [method, operation] of Object.entries(asObject(item))) {
      if (methods.has(method) && isObject(operation)) yield [method, operation];
    }
  }

  #walk(part: unknown, operation: string, direction: Direction | undefined): void {
    for (const child of Array.isArray(part) ? asArray(part) : Object.values(asObject(part))) {
      this.#walk(child, operation, direction);
    }
    const reference = own(asObject(part), "$ref");
    if (typeof reference !== "string" || direction === undefined) return;
    const component = pointerOf("#", ...keysOf(reference).slice(0, 3));
    const known = this.#components.get(component) ?? { operations: new Set(), directions: new Set() };
    // A schema may refer to itself; a second visit for the same operation and direction finds nothing new.
    const visit = `${operation} ${direction}`;
    if (this.#visits.has(`${component} ${visit}`)) return;
    this.#visits.add(`${component} ${visit}`);
    known.operations.add(operation);
    known.directions.add(direction);
    this.#components.set(component, known);
    this.#walk(at(this.#document, component), operation, direction);
  }

  readonly #visits = new Set<string>();
}

/** Every operation of a document, by name. */
export function operationNames(document: JsonObject): string[] {
  const index = new ReachIndex(document);
  return Object.keys(asObject(document["paths"])).flatMap((path) => index.operationsOf(path));
}

function directionOf(key: string | undefined): Direction | undefined {
  if (key === "responses") return "response";
  return key === "parameters" || key === "requestBody" ? "request" : undefined;
}

function asDirections(key: string | undefined): Direction[] {
  const direction = directionOf(key);
  return direction === undefined ? [] : [direction];
}

function nameOf(path: string, method: string, operation: JsonObject): string {
  const { operationId } = operation;
  return typeof operationId === "string" ? operationId : `${method.toUpperCase()} ${path}`;
}
