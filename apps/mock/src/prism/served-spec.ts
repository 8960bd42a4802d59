import { queryNames } from "../http/request/query.ts";
import type { Service } from "../model/service.ts";
import { createPrism, type Prism, type Validation } from "./prism.ts";
import { loadSpec, type LoadedSpec, type Operation } from "./spec/load.ts";
import { SpecError } from "./spec/spec-error.ts";

/** A loaded spec, and what follows from it. */
export interface ServedSpec {
  readonly spec: LoadedSpec;
  readonly prism: Prism;
  readonly queryNames: ReadonlySet<string>;
  readonly operationIds: ReadonlySet<string>;
}

/** @throws SpecError when the file cannot be served */
export async function serveSpec({ specFile }: Service, validation?: Validation): Promise<ServedSpec> {
  const spec = await loadSpec(specFile);
  return {
    spec,
    prism: createPrism(spec, validation),
    queryNames: queryNames(spec.operations),
    operationIds: new Set(spec.operations.map(idOf)),
  };
}

export const idOf = (operation: Operation): string => operation.iid ?? "";

/** @throws SpecError when an operation of the spec has no handler, or a handler has no operation */
export function checkModel(service: Service, spec: LoadedSpec): void {
  const handled = new Set(Object.keys(service.createTenant().handlers));
  const described = new Set(spec.operations.map(idOf));
  const problems = [
    ...[...described]
      .filter((id) => !handled.has(id))
      .map((id) => `operation ${id || "(without operationId)"} has no handler in the model of ${service.name}`),
    ...[...handled]
      .filter((id) => !described.has(id))
      .map((id) => `the model of ${service.name} handles ${id}, which the spec does not describe`),
  ];
  if (problems.length > 0) throw new SpecError(service.specFile, problems);
}
