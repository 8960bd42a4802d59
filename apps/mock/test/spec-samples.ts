import { readDocument } from "@switchboard/codegen/document";

import type { ApiName } from "../src/model/service.ts";
import { specFileOf } from "./prism/spec-paths.ts";

// oxlint-disable-next-line typescript/no-explicit-any -- the specs are linted and generated from elsewhere
type Node = Record<string, any>;

export interface Sample {
  readonly title: string;
  readonly operationId: string;
  /** The names of the documented examples, by status. */
  readonly responses: Readonly<Record<string, readonly string[]>>;
  readonly method: string;
  readonly template: string;
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  /** Those that the operation wants. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Every request that a document shows: each example of a body, and each operation without one with its parameters' examples. */
export async function samplesOf(api: ApiName): Promise<readonly Sample[]> {
  const document: Node = (await readDocument(specFileOf(api))).document;
  const follow = (node: Node): Node =>
    typeof node["$ref"] === "string"
      ? follow(
          node["$ref"]
            .slice(2)
            .split("/")
            .reduce(
              (part: Node, key: string) => part[key.replaceAll("~1", "/").replaceAll("~0", "~")] as Node,
              document,
            ),
        )
      : node;
  return Object.entries<Node>(document["paths"]).flatMap(([template, item]) =>
    Object.entries(item).flatMap(([method, operation]: [string, Node]) => {
      if (operation["operationId"] === undefined) return [];
      const parameters = [...(operation["parameters"] ?? []), ...(item["parameters"] ?? [])].map(follow);
      const examplesIn = (place: string): Record<string, unknown> =>
        Object.fromEntries(
          parameters
            .filter(
              (parameter) => parameter["in"] === place && (place === "path" || parameter["example"] !== undefined),
            )
            .map(({ example, name }) => [name, example]),
        );
      const { content = {}, required: needsBody = false } = operation["requestBody"]
        ? follow(operation["requestBody"])
        : {};
      const { example, examples = {} } = content["application/json"] ?? {};
      const bodies: [string, unknown][] = [
        ...(example === undefined ? [] : [["example", example] as [string, unknown]]),
        ...Object.entries<Node>(examples).map(([name, each]): [string, unknown] => [name, follow(each)["value"]]),
      ];
      const path = examplesIn("path");
      const headers = Object.fromEntries(
        parameters
          .filter((parameter) => parameter["in"] === "header" && parameter["required"] === true)
          .map((parameter) => [parameter["name"], String(parameter["example"] ?? "any-value-of-this-test")]),
      ) as Record<string, string>;
      const query = examplesIn("query");
      const needsQuery = parameters.some(({ in: place, required }) => place === "query" && required === true);
      const id: string = operation["operationId"];
      const responses = Object.fromEntries(
        Object.entries<Node>(operation["responses"]).map(([status, response]) => [
          status,
          Object.keys((follow(response)["content"]?.["application/json"]?.["examples"] ?? {}) as object),
        ]),
      );
      const sample = { operationId: id, method: method.toUpperCase(), template, path, responses, headers };
      return [
        ...(needsBody !== true && !needsQuery ? [{ ...sample, title: id, query: {}, body: undefined }] : []),
        ...(Object.keys(query).length === 0
          ? []
          : [{ ...sample, title: `${id} with its query`, query, body: bodies[0]?.[1] }]),
        ...bodies.map(([name, body]) => ({ ...sample, title: `${id}: ${name}`, query: {}, body })),
      ];
    }),
  );
}

/** A sample as a request of `fetch`. */
export function requestOf(
  { body, headers: own, method, path, query, template }: Sample,
  baseUrl: string,
  api: ApiName,
  key: string,
  headers: Readonly<Record<string, string>> = {},
): Request {
  const idOf = (_: string, name: string): string => encodeURIComponent(String(path[name]));
  const url = new URL(`${baseUrl}${template.replaceAll(/\{(\w+)\}/g, idOf)}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
  return new Request(url, {
    method,
    headers: {
      ...(api === "blooio" ? { authorization: `Bearer ${key}` } : { "blotato-api-key": key }),
      ...(body !== undefined && { "content-type": "application/json" }),
      ...own,
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}
