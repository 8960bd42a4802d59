import type { Values } from "../service/request.ts";
import type { Operation } from "../spec/operations.ts";
import { facadeCall, type FacadeCall } from "./facade-call.ts";
import { literal } from "./literal.ts";
import { callCode, factories } from "./samples.ts";
import type { TypedError } from "./error-facts.ts";

/** What became of a request, and how the mock comes to do the same again. */
export interface Happened {
  /** Undefined where no response came. */
  readonly status: number | undefined;
  /** What the client throws; undefined where it does not. */
  readonly error: TypedError | undefined;
  /** The fault that hits the request. */
  readonly fault: object | undefined;
  /** A response that the mock gives in the place of its own. */
  readonly recorded: { readonly status: number; readonly body: unknown } | undefined;
  /** The types do not allow what was sent. */
  readonly isInvalid: boolean;
  /** How many items the page of a list had. */
  readonly items: number | undefined;
  readonly seed: number;
}

/** The facts of an error that are the same at each run. */
const lasting = new Set(["kind", "status", "code", "maybeSent"]);

/** A test that starts a mock, sends the request with our client, and expects what became of it. */
export function vitestSample(operation: Operation, values: Values, happened: Happened): string {
  const { api, operationId } = operation;
  const { error, fault, isInvalid, recorded, seed, status } = happened;
  const call = onePage(facadeCall(operation, values), happened);
  const code = callCode(api, call, isInvalid, "  ");
  const name = JSON.stringify(operationId);
  const limits = fault !== undefined && "hang" in fault ? "retries: 0, timeout: 200" : "retries: 0";
  return [
    `import { ${factories[api]} } from "@switchboard/messaging/${api}";`,
    `import { startMock } from "@switchboard/mock";`,
    `import { expect, test } from "vitest";`,
    "",
    `test(${JSON.stringify(`${operationId} ${outcomeOf(happened)}`)}, async () => {`,
    `  await using mock = await startMock(${seed === 1 ? "" : literal({ seed })});`,
    ...(fault === undefined ? [] : [`  mock.${api}.fail(${name}, ${literal(fault, "  ")});`]),
    ...(recorded === undefined
      ? []
      : [
          "  // It names what a new mock may not have: the response that was recorded stands for that.",
          `  mock.${api}.respond(${name}, ${literal(recorded, "  ")});`,
        ]),
    `  const ${api} = ${factories[api]}({ apiKey: "your-${api}-key", baseUrl: mock.${api}.url, ${limits} });`,
    "",
    ...(error === undefined
      ? [`  await ${code};`, `  expect(mock.requests(${name})[0]?.response?.status).toBe(${status});`]
      : [
          `  const call = ${code};`,
          `  await expect(call).rejects.toMatchObject(${literal(expectedOf(error), "  ")});`,
        ]),
    "});",
    "",
  ].join("\n");
}

/** Only as many items as the page had: nothing is known of the next one. */
const onePage = (call: FacadeCall, { items }: Happened): FacadeCall =>
  call.take === undefined || items === undefined ? call : { ...call, take: Math.max(1, items) };

const expectedOf = ({ facts, name }: TypedError): object => ({
  name,
  ...Object.fromEntries(
    facts.filter(([fact]) => lasting.has(fact)).map(([fact, value]) => [fact, JSON.parse(value) as unknown]),
  ),
});

function outcomeOf({ error, status }: Happened): string {
  if (error === undefined) return `gets ${status ?? "no response"}`;
  // An error without a status was thrown before there was one.
  const found = error.facts.find(([fact]) => fact === "status")?.[1];
  return `fails with ${error.name}${found === undefined ? "" : ` (${found})`}`;
}
