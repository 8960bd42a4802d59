import type { Follow, Node, Parameter, Use } from "./model.ts";
import { Problem } from "./problem.ts";
import { described, partsOf, typesOf } from "./schemas.ts";

/** The parameters of an operation: its own, and those of its path that it does not replace. */
export function parametersOf(item: Node, operation: Node, follow: Follow): Node[] {
  const given = [...((item["parameters"] ?? []) as Node[]), ...((operation["parameters"] ?? []) as Node[])].map(
    (each) => described(each, follow),
  );
  const parameters = [...new Map(given.map((each) => [`${each["in"]} ${each["name"]}`, each])).values()];
  for (const parameter of parameters) checkParameter(parameter, follow);
  return parameters;
}

/** How a call has to give the parameters of one kind. */
export function useOf(parameters: readonly Node[], kind: "query" | "header"): Use {
  const ofKind = parameters.filter((parameter) => parameter["in"] === kind);
  if (ofKind.length === 0) return "none";
  return ofKind.some((parameter) => parameter["required"] === true) ? "required" : "optional";
}

/** The parameters of a path, in its order. */
export function pathParametersOf(path: string, parameters: readonly Node[], follow: Follow): Parameter[] {
  return [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = ""]) => {
    const parameter = parameters.find((each) => each["in"] === "path" && each["name"] === name);
    if (parameter === undefined) throw new Problem("", `its path has {${name}}, and no parameter of this name`);
    return { name, description: parameter["description"] ?? "", example: exampleOf(parameter, follow) };
  });
}

/** The values that a document shows of a query; undefined where it shows none. */
export function queryExampleOf(
  parameters: readonly Node[],
  follow: Follow,
): Readonly<Record<string, unknown>> | undefined {
  const examples = parameters
    .filter((parameter) => parameter["in"] === "query")
    .map((parameter) => [parameter["name"] as string, exampleOf(parameter, follow)] as const)
    .filter(([, example]) => example !== undefined);
  return examples.length === 0 ? undefined : Object.fromEntries(examples);
}

function exampleOf(parameter: Node, follow: Follow): unknown {
  const [named] = Object.values<Node>(parameter["examples"] ?? {});
  const { example, examples } = follow(parameter["schema"]);
  return parameter["example"] ?? (named && follow(named)["value"]) ?? example ?? examples?.[0];
}

/** Parameters that the clients would send in another way than documented, or not at all. */
function checkParameter(parameter: Node, follow: Follow): void {
  const { explode, in: kind, name, required, schema, style } = parameter;
  const fail = (message: string): never => {
    throw new Problem("/parameters", `the ${kind} parameter ${name} ${message}`);
  };
  if (kind === "cookie" && required === true) fail("is required, and the clients send no cookies");
  if (schema === undefined) fail("has no schema");
  const types = typesOf(partsOf(schema, follow)) ?? [];
  if (kind === "path" && (types.length !== 1 || types[0] !== "string")) {
    fail(
      `is ${types.join(" or ") || "without a type"}; the clients take texts in a path: give it "type: string", with a pattern`,
    );
  }
  if (kind !== "query") return;
  if (types.includes("object")) {
    if (style !== "deepObject") fail('is an object, which the clients send in the style "deepObject" only');
  } else if ((style ?? "form") !== "form" || (types.includes("array") && explode === false)) {
    fail("has a style of its own; the clients repeat the name for each value of a list, which is the default");
  }
}
