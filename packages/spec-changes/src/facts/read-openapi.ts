import {
  operationKey,
  type ApiFacts,
  type Coverage,
  type OperationFacts,
  type ParameterFacts,
  type RequestFacts,
  type ResponseFacts,
} from "./api-facts.ts";
import { DocumentError } from "./document-error.ts";
import { asArray, asObject, canonical, isObject, own, pointerOf, wordOf, type JsonObject } from "./json.ts";
import { ShapeReader } from "./read-shape.ts";
import { anything, type Shape } from "./shape.ts";
import { stripSentences } from "./strip-sentences.ts";

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/**
 * Reads the facts of an OpenAPI 3.0 or 3.1 document.
 *
 * @param coverage what the document's silence means
 * @throws DocumentError when it is none, or holds no operation
 */
export function readOpenApi(document: JsonObject, coverage: Coverage = "whole"): ApiFacts {
  const version = own(document, "openapi");
  if (typeof version !== "string" || !/^3\.[01](\.|$)/.test(version)) {
    const found = own(document, "swagger") ?? version;
    throw new DocumentError(`expected OpenAPI 3.0 or 3.1, found ${found === undefined ? "none" : canonical(found)}`);
  }
  const server = own(asObject(asArray(own(document, "servers"))[0]), "url");
  const operations = new DocumentReader(stripSentences(document), coverage).operations();
  if (operations.size === 0) throw new DocumentError("the OpenAPI document has no operations");
  return { coverage, operations, ...(typeof server === "string" && { server: server.replace(/\/+$/, "") }) };
}

class DocumentReader {
  readonly #document: JsonObject;
  readonly #coverage: Coverage;
  readonly #shapes: ShapeReader;

  constructor(document: JsonObject, coverage: Coverage) {
    this.#document = document;
    this.#coverage = coverage;
    this.#shapes = new ShapeReader(document);
  }

  operations(): ReadonlyMap<string, OperationFacts> {
    const operations = new Map<string, OperationFacts>();
    for (const [path, value] of Object.entries(asObject(own(this.#document, "paths")))) {
      const item = this.#object(value, pointerOf("#/paths", path));
      for (const method of methods) {
        const operation = own(item.value, method);
        if (operation === undefined) continue;
        const key = operationKey(method, path);
        if (operations.has(key)) throw new DocumentError(`#/paths: ${key} is described twice`);
        operations.set(key, this.#operation(method, path, item, pointerOf(item.pointer, method)));
      }
    }
    return operations;
  }

  #operation(method: string, path: string, item: Part, pointer: string): OperationFacts {
    const operation = asObject(own(item.value, method));
    const operationId = own(operation, "operationId");
    const security = this.#security(operation);
    const request = this.#request(operation, pointer);
    const responses = Object.entries(asObject(own(operation, "responses")));
    return {
      method: method.toUpperCase(),
      path,
      ...(typeof operationId === "string" && { operationId }),
      pointer,
      deprecated: own(operation, "deprecated") === true,
      ...(security !== undefined && { security }),
      parameters: new Map([...this.#parameters(item), ...this.#parameters({ value: operation, pointer })]),
      ...(request && { request }),
      responses: new Map(
        responses.map(([status, response]) => [
          status,
          this.#response(response, pointerOf(pointer, "responses", status)),
        ]),
      ),
    };
  }

  #parameters({ value, pointer }: Part): [string, ParameterFacts][] {
    return asArray(own(value, "parameters")).flatMap((entry, index): [string, ParameterFacts][] => {
      const parameter = this.#object(entry, pointerOf(pointer, "parameters", index));
      const [place, name] = [own(parameter.value, "in"), own(parameter.value, "name")];
      if (typeof place !== "string" || typeof name !== "string") {
        throw new DocumentError(`${parameter.pointer}: expected a parameter with "in" and "name"`);
      }
      // OpenAPI gives these three to other keywords, whatever a page lists.
      const ignored = place === "header" && /^(accept|content-type|authorization)$/i.test(name);
      return ignored ? [] : [[`${place} ${name}`, this.#parameter(parameter, place)]];
    });
  }

  #parameter({ value, pointer }: Part, place: string): ParameterFacts {
    const style = own(value, "style") ?? (place === "query" || place === "cookie" ? "form" : "simple");
    const exploded = own(value, "explode") ?? style === "form";
    const [content] = this.#contents(value, pointer).values();
    const schema = own(value, "schema");
    const shape =
      schema === undefined ? (content ?? anything(pointer)) : this.#shapes.read(schema, pointerOf(pointer, "schema"));
    const deprecated = own(value, "deprecated") === true && { deprecated: true };
    return {
      pointer,
      required: own(value, "required") === true,
      style: `${wordOf(style)}${exploded === true ? ", exploded" : ""}`,
      shape: deprecated ? { ...shape, limits: { ...shape.limits, ...deprecated } } : shape,
    };
  }

  #request(operation: JsonObject, pointer: string): RequestFacts | undefined {
    if (own(operation, "requestBody") === undefined) return undefined;
    const body = this.#object(own(operation, "requestBody"), pointerOf(pointer, "requestBody"));
    return {
      pointer: body.pointer,
      required: own(body.value, "required") === true,
      contents: this.#contents(body.value, body.pointer),
    };
  }

  #response(value: unknown, pointer: string): ResponseFacts {
    const response = this.#object(value, pointer);
    const headers = Object.entries(asObject(own(response.value, "headers")));
    return {
      pointer: response.pointer,
      contents: this.#contents(response.value, response.pointer),
      headers: new Map(
        headers.map(([name, header]) => [
          name.toLowerCase(),
          this.#parameter(this.#object(header, pointerOf(response.pointer, "headers", name)), "header"),
        ]),
      ),
    };
  }

  #contents(part: JsonObject, pointer: string): ReadonlyMap<string, Shape> {
    const contents = Object.entries(asObject(own(part, "content")));
    return new Map(
      contents.map(([type, content]) => {
        const schema = own(asObject(content), "schema") ?? {};
        return [type.toLowerCase(), this.#shapes.read(schema, pointerOf(pointer, "content", type, "schema"))];
      }),
    );
  }

  #security(operation: JsonObject): string | undefined {
    const required = own(operation, "security") ?? own(this.#document, "security");
    if (!Array.isArray(required)) return this.#coverage === "whole" ? "none" : undefined;
    const schemes = asObject(own(asObject(own(this.#document, "components")), "securitySchemes"));
    const ways = required.map((way) =>
      Object.keys(asObject(way))
        .map((name) => describeScheme(asObject(own(schemes, name)), name))
        .toSorted()
        .join(" and "),
    );
    return ways.length === 0 ? "none" : ways.toSorted().join(" or ");
  }

  #object(value: unknown, pointer: string): Part {
    const target = this.#shapes.resolve(value, pointer);
    if (!isObject(target.value)) {
      throw new DocumentError(`${target.pointer}: expected an object, got ${canonical(target.value)}`);
    }
    return { value: target.value, pointer: target.pointer };
  }
}

interface Part {
  readonly value: JsonObject;
  readonly pointer: string;
}

const describeScheme = (scheme: JsonObject, name: string): string =>
  own(scheme, "type") === undefined
    ? name
    : ["type", "scheme", "in", "name"]
        .map((key) => own(scheme, key))
        .filter((word) => word !== undefined)
        .map(wordOf)
        .join(" ");
