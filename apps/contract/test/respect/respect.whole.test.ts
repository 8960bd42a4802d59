import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { beforeAll, describe, expect, test } from "vitest";

import { findKnownIds } from "../known-ids.ts";
import { readSpecification, type Api, type Node } from "../specification.ts";
import { mockedTenants, type Tenant } from "../tenants.ts";
import { arazzoOf } from "./arazzo.ts";
import { runRespect, type RespectResult } from "./respect-cli.ts";

const tenants = mockedTenants();
const apis: readonly Api[] = ["blotato", "blooio"];

const arazzoFor = async (api: Api, tenant: Tenant): Promise<Node> => {
  const specification = readSpecification(api);
  return arazzoOf(specification, await findKnownIds(specification, tenant));
};

/** Every step of a description, as `workflow/step`. */
const stepsOf = (arazzo: Node): readonly { readonly name: string; readonly operationId: string }[] =>
  (arazzo["workflows"] as readonly Node[]).flatMap(({ workflowId, steps }) =>
    (steps as readonly Node[]).map(({ stepId, operationId }) => ({ name: `${workflowId}/${stepId}`, operationId })),
  );

describe("redocly respect, a tester of others", () => {
  let arazzos: Readonly<Record<Api, Node>>;
  let result: RespectResult;

  beforeAll(async () => {
    const tenant = tenants.open();
    arazzos = { blotato: await arazzoFor("blotato", tenant), blooio: await arazzoFor("blooio", tenant) };
    const runs = apis.map((api) => ({ api, arazzo: arazzos[api], serverUrl: tenants.mock[api].url }));
    result = await runRespect(runs, tenant.apiKey);
  });

  test("finds nothing wrong, and has nothing to say", () => {
    const { exitCode, output, steps } = result;
    expect(steps.filter(({ passed }) => !passed)).toEqual([]);
    expect({ exitCode, output: exitCode === 0 ? "" : output }).toEqual({ exitCode: 0, output: "" });
  });

  test.each(apis)("runs every operation, documented body and documented response of %s, with all checks", (api) => {
    const steps = result.steps.filter((step) => step.api === api);
    const described = stepsOf(arazzos[api]);
    expect(steps.map(({ workflowId, stepId }) => `${workflowId}/${stepId}`)).toEqual(described.map(({ name }) => name));
    const inTheFlow = described.filter(({ name }) => /^(operations|deletions)\//.test(name));
    const { operations } = readSpecification(api);
    expect(new Set(inTheFlow.map(({ operationId }) => operationId))).toEqual(
      new Set(operations.map(({ operationId }) => `$sourceDescriptions.${api}.${operationId}`)),
    );
    const empty = new Set(
      operations
        .filter(({ result: kind }) => kind === "nothing")
        .map(({ operationId }) => `$sourceDescriptions.${api}.${operationId}`),
    );
    const withoutBody = new Set(
      described
        .filter(({ name, operationId }) => empty.has(operationId) && !/-responses\//.test(name))
        .map(({ name }) => name),
    );
    const unchecked = steps.filter(({ checks, stepId, workflowId }) => {
      const ofBodies = ["content-type check", "schema check"];
      const expected = withoutBody.has(`${workflowId}/${stepId}`) ? [] : ofBodies;
      return !["success criteria check", "status code check", ...expected].every((check) => checks.includes(check));
    });
    expect(unchecked).toEqual([]);
  });
});

test("it does not find everything well: a service that always responds with `{}` fails where the spec wants more", async () => {
  const arazzo = await arazzoFor("blotato", tenants.open());
  const server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { exitCode, steps } = await runRespect([{ api: "blotato", arazzo, serverUrl: url }], "key", "operations");
    expect(exitCode).toBe(1);
    const first = steps.find(({ stepId }) => stepId === "getCurrentUser");
    expect(first?.failures.join("\n")).toMatch(/schema check: .*required/s);
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
