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
import { readOwnFacts, sdkOf } from "./read-own-facts.ts";
import { noKey, readSecurity } from "./read-security.ts";
import { ShapeReader } from "./shapes/read-shape.ts";
import { bodyFacts, contentWords, operationFacts, parameterFacts, responseFacts, wordsOf } from "./read-words.ts";
import { anything, type Shape, type Words } from "./shapes/shape.ts";
import { stripSentences } from "./strip-sentences.ts";

const methods: readonly string[] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/**
 * Reads the facts of an OpenAPI 3.0 or 3.1 document, whoever wrote it.
 *
 * @param coverage what the document's silence means
 * @throws DocumentError when it is not an OpenAPI document, or has no operation
 */
export const readOpenApi = (document: JsonObject, coverage: Coverage = "complete"): ApiFacts =>
  readFacts(document, new DocumentReader(stripSentences(document), coverage, false));

/**
 * Reads the facts of a document of ours: with its words, its marks and the names that our callers use.
 *
 * @throws DocumentError when it is not an OpenAPI document, or has no operation
 */
export const readOurs = (document: JsonObject): ApiFacts => ({
  ...readFacts(document, new DocumentReader(document, "complete", true)),
  ours: readOwnFacts(document),
});

function readFacts(document: JsonObject, reader: DocumentReader): ApiFacts {
  const version = own(document, "openapi");
  if (typeof version !== "string" || !/^3\.[01](\.|$)/.test(version)) {
    const found = own(document, "swagger") ?? version;
    throw new DocumentError(`expected OpenAPI 3.0 or 3.1, found ${found === undefined ? "none" : canonical(found)}`);
  }
  const server = serverOf(document);
  const operations = reader.operations();
  if (operations.size === 0) throw new DocumentError("the OpenAPI document has no operations");
  return { coverage: reader.coverage, operations, ...(server !== undefined && { server }) };
}

/** The first server, with the defaults of its variables filled in. */
function serverOf(part: JsonObject): string | undefined {
  const server = asObject(asArray(own(part, "servers"))[0]);
  const url = own(server, "url");
  if (typeof url !== "string") return undefined;
  const variables = asObject(own(server, "variables"));
  const filled = url.replaceAll(/\{([^}]*)\}/g, (variable, name: string) => {
    const value = own(asObject(own(variables, name)), "default");
    return value === undefined ? variable : wordOf(value);
  });
  return filled.replace(/\/+$/, "");
}

interface Part {
  readonly value: JsonObject;
  readonly pointer: string;
}

class DocumentReader {
  readonly coverage: Coverage;
  readonly #document: JsonObject;
  readonly #ours: boolean;
  readonly #shapes: ShapeReader;

  constructor(document: JsonObject, coverage: Coverage, ours: boolean) {
    this.#document = document;
    this.coverage = coverage;
    this.#ours = ours;
    this.#shapes = new ShapeReader(document, ours);
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
    return this.#ours ? new Map([...operations, ...this.#events()]) : operations;
  }

  /** Webhooks are called by the vendor: their bodies are what our callers read. */
  *#events(): Generator<[string, OperationFacts]> {
    for (const [name, value] of Object.entries(asObject(own(this.#document, "webhooks")))) {
      const item = this.#object(value, pointerOf("#/webhooks", name));
      for (const method of methods.filter((known) => own(item.value, known) !== undefined)) {
        const { request, ...event } = this.#operation(method, name, item, pointerOf(item.pointer, method));
        const body = request && { ...request, headers: new Map() };
        yield [`EVENT ${name}`, { ...event, method: "EVENT", responses: new Map(body && [["event", body]]) }];
      }
    }
  }

  #operation(method: string, path: string, item: Part, pointer: string): OperationFacts {
    const operation = asObject(own(item.value, method));
    const operationId = own(operation, "operationId");
    const security = readSecurity(operation, this.#document) ?? (this.coverage === "complete" ? [noKey] : undefined);
    const server = serverOf(operation) ?? serverOf(item.value);
    const request = this.#request(operation, pointer);
    const responses = Object.entries(asObject(own(operation, "responses")));
    const sdk = this.#ours ? sdkOf(operation) : undefined;
    return {
      method: method.toUpperCase(),
      path,
      ...(typeof operationId === "string" && { operationId }),
      pointer,
      ...(server !== undefined && server !== serverOf(this.#document) && { server }),
      deprecated: own(operation, "deprecated") === true,
      ...(security && { security }),
      parameters: new Map([...this.#parameters(item), ...this.#parameters({ value: operation, pointer })]),
      ...(request && { request }),
      responses: new Map(
        responses.map(([status, response]) => [
          status,
          this.#response(response, pointerOf(pointer, "responses", status)),
        ]),
      ),
      ...(sdk && { sdk }),
      ...this.#words(() => wordsOf(operation, operationFacts)),
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
    const [[type, content] = []] = this.#contents(value, pointer);
    const style = type ?? own(value, "style") ?? (place === "query" || place === "cookie" ? "form" : "simple");
    const exploded = type === undefined && (own(value, "explode") ?? style === "form");
    const schema = own(value, "schema");
    const shape =
      schema === undefined ? (content ?? anything(pointer)) : this.#shapes.read(schema, pointerOf(pointer, "schema"));
    const deprecated = own(value, "deprecated") === true && { deprecated: true };
    return {
      pointer,
      required: own(value, "required") === true,
      style: `${wordOf(style)}${exploded === true ? ", exploded" : ""}`,
      shape: deprecated ? { ...shape, limits: { ...shape.limits, ...deprecated } } : shape,
      ...this.#words(() => wordsOf(value, parameterFacts)),
    };
  }

  #request(operation: JsonObject, pointer: string): RequestFacts | undefined {
    if (own(operation, "requestBody") === undefined) return undefined;
    const body = this.#object(own(operation, "requestBody"), pointerOf(pointer, "requestBody"));
    return {
      pointer: body.pointer,
      required: own(body.value, "required") === true,
      contents: this.#contents(body.value, body.pointer),
      ...this.#words(() => ({ ...wordsOf(body.value, bodyFacts), ...contentWords(body.value) })),
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
      ...this.#words(() => ({ ...wordsOf(response.value, responseFacts), ...contentWords(response.value) })),
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

  #words(read: () => Words): { readonly words?: Words } {
    return this.#ours ? { words: read() } : {};
  }

  #object(value: unknown, pointer: string): Part {
    const target = this.#shapes.resolve(value, pointer);
    if (!isObject(target.value)) {
      throw new DocumentError(`${target.pointer}: expected an object, got ${canonical(target.value)}`);
    }
    return { value: target.value, pointer: target.pointer };
  }
}
