import { withKnown, type KnownIds } from "../known-ids.ts";
import { specFile, type Api, type Node, type SpecOperation, type Specification } from "../specification.ts";
import { flows, type FlowStep } from "./flows.ts";

/** How each API takes its key, in Respect's own extension. */
const keys: Readonly<Record<Api, (key: string) => Node>> = {
  blotato: (apiKey) => ({ schemeName: "apiKey", values: { apiKey } }),
  blooio: (token) => ({ schemeName: "BearerApiKey", values: { token } }),
};

/** A file beside the description, for what is uploaded. */
export const picture = "picture.png";

const sharedKey = "$inputs.key";

/**
 * An Arazzo description of everything that a spec documents: each operation once, on what the ones before it gave; each
 * documented body; and each documented response, by `Prefer`.
 */
export function arazzoOf({ api, operations }: Specification, known: KnownIds): Node {
  const step = (operation: SpecOperation, stepId: string, more: Node, key = sharedKey): Node => ({
    stepId,
    operationId: `$sourceDescriptions.${api}.${operation.operationId}`,
    "x-security": [keys[api](key)],
    ...more,
  });
  const found = (operationId: string): SpecOperation => {
    const operation = operations.find((one) => one.operationId === operationId);
    if (operation === undefined) throw new Error(`${api} has no operation ${operationId}; mend the flow`);
    return operation;
  };
  const inputs = { type: "object", properties: { key: { type: "string", format: "password" } } };
  const workflow = (workflowId: string, steps: readonly Node[]): Node => ({ workflowId, inputs, steps });
  const stepOf = (flowStep: FlowStep): Node => {
    const operation = found(flowStep.operationId);
    return step(operation, flowStep.stepId ?? operation.operationId, flowOf(operation, flowStep, known));
  };
  const { deletions, flowSteps } = wholeFlow(api, operations);
  return {
    arazzo: "1.0.1",
    info: { title: `Every operation of ${api}`, version: "1.0.0" },
    sourceDescriptions: [{ name: api, type: "openapi", url: specFile(api) }],
    workflows: [
      workflow("operations", flowSteps.map(stepOf)),
      ...operations
        .filter(({ body }) => body !== undefined)
        .map((operation) =>
          workflow(
            `${operation.operationId}-bodies`,
            (operation.body?.examples ?? []).map(({ name }) => {
              const successCriteria = [successOf(operation)];
              // In a tenant of its own: a body may change what another needs.
              const key = `${operation.operationId}-${name}`;
              return step(operation, name, { ...requestOf(operation, known, {}, name), successCriteria }, key);
            }),
          ),
        ),
      ...operations.map((operation) =>
        workflow(
          `${operation.operationId}-responses`,
          [...operation.responses].flatMap(([status, examples]) =>
            examples.map(({ name }) => {
              const { parameters, ...request } = requestOf(operation, known, {});
              const prefer = { name: "Prefer", in: "header", value: `code=${status}, example=${name}` };
              return step(operation, `${status}-${name}`, {
                ...request,
                parameters: [...parameters, prefer],
                successCriteria: [{ condition: `$statusCode == ${status}` }],
              });
            }),
          ),
        ),
      ),
      // Last: the others need what these delete.
      ...(deletions.length === 0 ? [] : [workflow("deletions", deletions.map(stepOf))]),
    ],
  };
}

/** The flow of an API with each operation that it does not name, with the ids that are known; and those that delete what is known. */
function wholeFlow(
  api: Api,
  operations: readonly SpecOperation[],
): { readonly flowSteps: readonly FlowStep[]; readonly deletions: readonly FlowStep[] } {
  const named = new Set<string>(flows[api].map(({ operationId }) => operationId));
  const others = operations.filter(({ operationId }) => !named.has(operationId));
  const stepsOf = (some: readonly SpecOperation[]): readonly FlowStep[] =>
    some.map(({ operationId }) => ({ operationId }));
  const deletions = others.filter(({ method }) => method === "DELETE");
  return {
    flowSteps: [...flows[api], ...stepsOf(others.filter((operation) => !deletions.includes(operation)))],
    // What belongs to something before that.
    deletions: stepsOf(deletions.toSorted((a, b) => b.template.length - a.template.length)),
  };
}

const successOf = ({ isPlanned }: SpecOperation): Node => ({
  condition: isPlanned ? "$statusCode == 501" : "$statusCode < 300",
});

function flowOf(operation: SpecOperation, flowStep: FlowStep, known: KnownIds): Node {
  const { outputs = {}, expects = {}, parameters = {}, example } = flowStep;
  return {
    ...requestOf(operation, known, parameters, example),
    successCriteria: [
      successOf(operation),
      ...Object.entries(expects).map(([pointer, value]) => ({
        condition: `$response.body#${pointer} == ${value.startsWith("$") ? value : `'${value}'`}`,
      })),
    ],
    ...(Object.keys(outputs).length > 0 && {
      outputs: Object.fromEntries(
        Object.entries(outputs).map(([name, pointer]) => [name, `$response.body#${pointer}`]),
      ),
    }),
  };
}

/** The parameters and the body of a call; ids that are not given are known ones, what else must be there is as documented. */
function requestOf(
  operation: SpecOperation,
  known: KnownIds,
  given: Readonly<Record<string, string | number>>,
  bodyName?: string,
): Node {
  const parameters = operation.parameters.flatMap(({ example, name, in: place, required }) => {
    const value = given[name] ?? (place === "path" ? known.path[name] : required ? String(example) : undefined);
    return value === undefined ? [] : [{ name, in: place, value }];
  });
  const examples = operation.body?.examples ?? [];
  const body = examples.find(({ name }) => name === bodyName) ?? examples[0];
  const files = Object.fromEntries((operation.body?.files ?? []).map((name) => [name, `$file('./${picture}')`]));
  const isForm = Object.keys(files).length > 0;
  return {
    parameters,
    ...(body !== undefined && {
      requestBody: isForm
        ? { contentType: "multipart/form-data", payload: files }
        : { contentType: "application/json", payload: withKnown(body.value, known.fields) },
    }),
  };
}
