import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { describe, expect, test } from "vitest";

import { findKnownIds } from "../known-ids.ts";
import { readSpecification, type Api, type Node } from "../specification.ts";
import { mockedTenants } from "../tenants.ts";
import { arazzoOf } from "./arazzo.ts";
import { runRespect } from "./respect-cli.ts";

const tenants = mockedTenants();

const arazzoFor = async (api: Api): Promise<Node> => {
  const specification = readSpecification(api);
  return arazzoOf(specification, await findKnownIds(specification, tenants.open()));
};

/** Every step of a description, as `workflow/step`. */
const stepsOf = (arazzo: Node): readonly { readonly name: string; readonly operationId: string }[] =>
  (arazzo["workflows"] as readonly Node[]).flatMap(({ workflowId, steps }) =>
    (steps as readonly Node[]).map(({ stepId, operationId }) => ({ name: `${workflowId}/${stepId}`, operationId })),
  );

describe.each<Api>(["blotato", "blooio"])("redocly respect, a tester of others, on %s", (api) => {
  test(
    "finds every operation, documented body and documented response as the spec has it",
    { timeout: 90_000 },
    async () => {
      const arazzo = await arazzoFor(api);
      const { exitCode, output, steps } = await runRespect(api, arazzo, tenants.mock[api].url, tenants.open().apiKey);
      expect(steps.filter(({ passed }) => !passed)).toEqual([]);
      expect({ exitCode, output: exitCode === 0 ? "" : output }).toEqual({ exitCode: 0, output: "" });

      const described = stepsOf(arazzo);
      expect(steps.map(({ workflowId, stepId }) => `${workflowId}/${stepId}`)).toEqual(
        described.map(({ name }) => name),
      );
      const inTheFlow = described.filter(({ name }) => name.startsWith("operations/"));
      const { operations } = readSpecification(api);
      expect(new Set(inTheFlow.map(({ operationId }) => operationId))).toEqual(
        new Set(operations.map(({ operationId }) => `$sourceDescriptions.${api}.${operationId}`)),
      );
      const checks = ["success criteria check", "status code check", "content-type check", "schema check"];
      const unchecked = steps.filter((step) => !checks.every((check) => step.checks.includes(check)));
      expect(unchecked).toEqual([]);
    },
  );
});

test(
  "it does not find everything well: a service that always responds with `{}` fails where the spec asks for more",
  { timeout: 90_000 },
  async () => {
    const arazzo = await arazzoFor("blotato");
    const server = createServer((_, response) => {
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const { exitCode, steps } = await runRespect("blotato", arazzo, url, "key");
      expect(exitCode).toBe(1);
      const first = steps.find(({ stepId }) => stepId === "getCurrentUser");
      expect(first?.failures.join("\n")).toMatch(/schema check: .*required/s);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  },
);
