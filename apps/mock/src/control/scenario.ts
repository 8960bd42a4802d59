import { readdir, readFile } from "node:fs/promises";
import { basename, extname, isAbsolute, join } from "node:path";
import { fileURLToPath } from "node:url";

import { Ajv } from "ajv";

import type { MockClock } from "../model/clock.ts";
import { reasonOf } from "../model/error-reason.ts";
import type { ApiName, Tenant } from "../model/service.ts";
import type { TenantSizes } from "../model/tenant-options.ts";
import { parseYaml } from "../prism/spec/yaml.ts";
import type { Fault } from "./faults/fault.ts";

/** A situation to test against, as a file describes it. */
export interface Scenario {
  readonly name: string;
  readonly description: string;
  readonly sizes: TenantSizes;
  readonly rateLimits: boolean;
  /** How far the clock is advanced before the first request, such as `25h`. */
  readonly advance: string | undefined;
  readonly faults: readonly ({ readonly api?: ApiName; readonly operationId: string } & Fault)[];
  /** The messages that each new tenant receives. */
  readonly receive: readonly ({ readonly api: ApiName } & Readonly<Record<string, unknown>>)[];
}

/** A scenario that cannot be used: its message names the file, the place in it, and what was expected. */
export class ScenarioError extends Error {
  override readonly name = "ScenarioError";
}

const directory = fileURLToPath(new URL("../../scenarios/", import.meta.url));

/** As many as on the command line. */
const count = { type: "integer", minimum: 0, maximum: 1_000_000 };

const validate = new Ajv({ allErrors: true }).compile({
  type: "object",
  required: ["description"],
  additionalProperties: false,
  properties: {
    description: { type: "string", minLength: 1 },
    sizes: {
      type: "object",
      additionalProperties: false,
      properties: { conversations: count, messagesPerConversation: count, chats: count, messagesPerChat: count },
    },
    rateLimits: { type: "boolean" },
    advance: { type: "string" },
    faults: {
      type: "array",
      items: {
        type: "object",
        required: ["operationId"],
        properties: { api: { enum: ["blooio", "blotato"] }, operationId: { type: "string" } },
      },
    },
    receive: {
      type: "array",
      items: { type: "object", required: ["api"], properties: { api: { enum: ["blooio", "blotato"] } } },
    },
  },
});

/** The names and descriptions of the scenarios that come with the mock, in the order of their names. */
export async function listScenarios(): Promise<readonly Scenario[]> {
  const files = (await readdir(directory)).filter((file) => extname(file) === ".yaml").toSorted();
  return Promise.all(files.map((file) => readScenario(join(directory, file))));
}

/**
 * Finds a scenario by its name, or by the path of a file of one's own.
 *
 * @throws ScenarioError when there is none, or it is not valid
 */
export async function loadScenario(nameOrPath: string, known: readonly Scenario[]): Promise<Scenario> {
  if (isAbsolute(nameOrPath) || /[/\\]|\.ya?ml$/.test(nameOrPath)) return readScenario(nameOrPath);
  return findScenario(known, nameOrPath);
}

/** @throws ScenarioError when none has the name */
export function findScenario(scenarios: readonly Scenario[], name: string): Scenario {
  const found = scenarios.find((scenario) => scenario.name === name);
  if (found !== undefined) return found;
  const names = scenarios.map((scenario) => scenario.name).join(", ");
  throw new ScenarioError(
    `There is no scenario ${JSON.stringify(name)}; expected one of ${names}, or at the start also the path of a YAML file`,
  );
}

/**
 * What a scenario does once, besides what it does to each tenant.
 *
 * @param createTenant of no key
 * @throws ScenarioError when it wants what cannot happen
 */
export function beginScenario(
  { advance, faults, name, receive }: Scenario,
  clock: MockClock,
  fail: (operationId: string, fault: Fault, api?: ApiName) => void,
  createTenant: (api: ApiName) => Tenant,
): void {
  const tryOut = (place: string, run: () => void): void => {
    try {
      run();
    } catch (error) {
      throw new ScenarioError(`The scenario ${name} cannot be used: ${place}: ${reasonOf(error)}`);
    }
  };
  if (advance !== undefined) tryOut("advance", () => clock.advance(advance));
  for (const [index, { api, operationId, ...fault }] of faults.entries()) {
    tryOut(`faults[${index}]`, () => fail(operationId, fault, api));
  }
  // Tried on tenants of no key: a message that cannot arrive would fail every first request.
  const trials: Partial<Record<ApiName, Tenant>> = {};
  for (const [index, { api, ...message }] of receive.entries()) {
    tryOut(`receive[${index}]`, () => (trials[api] ??= createTenant(api)).receive(message));
  }
}

async function readScenario(file: string): Promise<Scenario> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    throw new ScenarioError(`The scenario ${file} cannot be read: ${error instanceof Error ? error.message : ""}`);
  });
  const content = await parseScenario(file, text);
  if (!validate(content)) {
    const reasons = (validate.errors ?? []).map(({ instancePath, message = "", params }) => {
      const extra: unknown = params["additionalProperty"];
      return `${instancePath || "it"} ${message}${extra === undefined ? "" : ` (${JSON.stringify(extra)})`}`;
    });
    throw new ScenarioError(`The scenario ${file} is not valid: ${reasons.join("; ")}`);
  }
  return {
    name: basename(file, extname(file)),
    sizes: {},
    rateLimits: false,
    advance: undefined,
    faults: [],
    receive: [],
    // Checked by the schema above.
    ...(content as Pick<Scenario, "description"> & Partial<Scenario>),
  };
}

async function parseScenario(file: string, text: string): Promise<unknown> {
  try {
    if (!/(^|[\s[{,])[&*]\w/.test(text)) return parseYaml(text);
  } catch {
    // The slower parser says where a text breaks; it also counts aliases, which can stand for more than memory holds.
  }
  const { parseDocument } = await import("yaml");
  const document = parseDocument(text);
  const [problem] = document.errors;
  if (problem !== undefined) throw new ScenarioError(`The scenario ${file} is not YAML: ${problem.message}`);
  return document.toJS({ maxAliasCount: 100 });
}
