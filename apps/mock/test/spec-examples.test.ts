import { readDocument } from "@switchboard/codegen/document";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { startMock, type Mock } from "../src/index.ts";
import type { ApiName } from "../src/model/service.ts";
import { specFileOf } from "./prism/spec-paths.ts";

// oxlint-disable-next-line typescript/no-explicit-any -- the specs are linted and generated from elsewhere
type Node = Record<string, any>;

interface Sample {
  readonly title: string;
  readonly method: string;
  readonly template: string;
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

/** Every request that a document shows: each example of a body, and each operation without one with its parameters' examples. */
async function samplesOf(api: ApiName): Promise<readonly Sample[]> {
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
      const { example, examples = {} } =
        (operation["requestBody"] && follow(operation["requestBody"])["content"]["application/json"]) ?? {};
      const bodies: [string, unknown][] = [
        ...(example === undefined ? [] : [["example", example] as [string, unknown]]),
        ...Object.entries<Node>(examples).map(([name, each]): [string, unknown] => [name, follow(each)["value"]]),
      ];
      const path = examplesIn("path");
      const query = examplesIn("query");
      const needsQuery = parameters.some(({ in: place, required }) => place === "query" && required === true);
      const sample = { method: method.toUpperCase(), template, path };
      const id: string = operation["operationId"];
      return [
        ...((bodies.length === 0 || operation["requestBody"]["required"] !== true) && !needsQuery
          ? [{ ...sample, title: id, query: {}, body: undefined }]
          : []),
        ...(Object.keys(query).length === 0
          ? []
          : [{ ...sample, title: `${id} with its query`, query, body: bodies[0]?.[1] }]),
        ...bodies.map(([name, body]) => ({ ...sample, title: `${id}: ${name}`, query: {}, body })),
      ];
    }),
  );
}

/** Until posts are among the made-up data. */
const notYet = new Set(["getPostStatus"]);

const samples = { blooio: await samplesOf("blooio"), blotato: await samplesOf("blotato") };

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(async () => {
  expect([...mock.blooio.violations, ...mock.blotato.violations]).toEqual([]);
  await mock.close();
});

describe.each<ApiName>(["blooio", "blotato"])("the spec of %s", (api) => {
  test("shows requests", () => expect(samples[api].length).toBeGreaterThan(15));

  test.each(samples[api].filter(({ title }) => !notYet.has(title)).map((sample) => [sample.title, sample] as const))(
    "runs as printed in a fresh tenant: %s",
    async (title, { body, method, path, query, template }) => {
      const url = new URL(
        `${mock[api].url}${template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(path[name])))}`,
      );
      for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
      const response = await fetch(url, {
        method,
        headers: {
          ...(api === "blooio" ? { authorization: `Bearer ${title}` } : { "blotato-api-key": title }),
          ...(body !== undefined && { "content-type": "application/json" }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      expect([response.status, text]).toEqual([expect.toSatisfy((status: number) => status < 300), expect.any(String)]);
    },
  );
});
