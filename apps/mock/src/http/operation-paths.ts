import { distance } from "fastest-levenshtein";

import type { LoadedSpec, Operation } from "../prism/spec/load.ts";

/** The path and the query of a request target. */
export function splitTarget(target: string): readonly [path: string, search: string] {
  const at = target.indexOf("?");
  return at === -1 ? [target, ""] : [target.slice(0, at), target.slice(at + 1)];
}

/** The path below the base path; undefined when it lies elsewhere, has an empty segment, or is not decodable. */
export function relativePath(path: string, basePath: string): string | undefined {
  if (!path.startsWith(`${basePath}/`)) return undefined;
  const relative = path.slice(basePath.length);
  if (!relative.includes("%")) return relative.includes("//") || relative.endsWith("/") ? undefined : relative;
  try {
    const segments = relative.slice(1).split("/").map(decodeURIComponent);
    return segments.includes("") ? undefined : relative;
  } catch {
    return undefined;
  }
}

/** The methods that a path allows, in capitals; none when no operation has it. HEAD is allowed wherever GET is. */
export function methodsOf(path: string, spec: LoadedSpec): readonly string[] {
  const relative = relativePath(path, spec.basePath);
  if (relative === undefined) return [];
  const methods = spec.operations
    .filter((operation) => matches(operation.path, relative))
    .map((operation) => operation.method.toUpperCase());
  return methods.includes("GET") ? [...methods, "HEAD"] : methods;
}

/** Why a request has no operation, and which one is nearest. */
export function explainUnknownPath(method: string, path: string, spec: LoadedSpec): string {
  const methods = methodsOf(path, spec).filter((name) => name !== "HEAD");
  if (methods.length > 0) return `${path} takes ${methods.join(" and ")}, not ${method}`;
  const outside = !path.startsWith(`${spec.basePath}/`) && spec.basePath !== "";
  const nearest = nearestOperation(method, path, spec);
  return [
    `no operation ${method} ${path}`,
    ...(outside ? [`every path begins with ${spec.basePath}`] : []),
    ...(nearest === undefined
      ? []
      : [`the nearest is ${nearest.method.toUpperCase()} ${spec.basePath}${nearest.path} (${nearest.iid ?? ""})`]),
  ].join("; ");
}

/** A longer path is not a typing error, and comparing it takes long. */
const longestPath = 300;

function nearestOperation(method: string, path: string, { basePath, operations }: LoadedSpec): Operation | undefined {
  if (path.length > longestPath) return undefined;
  const parts = path.split("/");
  // A parameter stands for whatever the request has in its place.
  const filledIn = (template: string): string =>
    `${basePath}${template}`
      .split("/")
      .map((part, index) => (part.startsWith("{") ? (parts[index] ?? part) : part))
      .join("/");
  const costs = operations.map((operation) => {
    const otherMethod = operation.method.toUpperCase() === method ? 0 : 1;
    return { operation, cost: distance(filledIn(operation.path), path) + otherMethod };
  });
  return costs.toSorted((a, b) => a.cost - b.cost)[0]?.operation;
}

function matches(template: string, path: string): boolean {
  const parts = path.split("/");
  const wanted = template.split("/");
  return wanted.length === parts.length && wanted.every((part, index) => part.startsWith("{") || part === parts[index]);
}

const parameterPlaces = new WeakMap<Operation, readonly (readonly [name: string, segment: number])[]>();

export function pathParameters(operation: Operation, path: string): Record<string, string> {
  const places =
    parameterPlaces.get(operation) ??
    operation.path
      .split("/")
      .flatMap((part, index) => (part.startsWith("{") ? [[part.slice(1, -1), index] as const] : []));
  parameterPlaces.set(operation, places);
  if (places.length === 0) return {};
  const parts = path.split("/");
  return Object.fromEntries(places.map(([name, segment]) => [name, decodeURIComponent(parts[segment] ?? "")]));
}
