import { findKnownIds, withKnown, type KnownIds } from "../known-ids.ts";
import type { SpecOperation, Specification } from "../specification.ts";
import { present, type Tenant, type Tenants } from "../tenants.ts";
import type { Change } from "./bounds.ts";
import type { OperationRequest } from "./calls.ts";

/** The requests of a document, with ids that the mock has. */
export interface Requests {
  /** With the first documented body, and the documented query. Makes what it names, where no fresh tenant has it. */
  first(operation: SpecOperation, tenant: Tenant): Promise<OperationRequest>;
  /** The first request, with a documented body of another name. */
  named(operation: SpecOperation, tenant: Tenant, example: string): Promise<OperationRequest>;
  /** The first request with a change to its query, or with another body. */
  changed(operation: SpecOperation, tenant: Tenant, change: Change): Promise<OperationRequest>;
}

export function createRequests(specification: Specification, tenants: Tenants): Requests {
  let known: Promise<KnownIds> | undefined;
  const find = (): Promise<KnownIds> => (known ??= findKnownIds(specification, tenants.open()));
  const ofTenant = new WeakMap<Tenant, Promise<KnownIds>>();
  const findIn = (tenant: Tenant): Promise<KnownIds> => {
    const found = ofTenant.get(tenant) ?? findKnownIds(specification, tenant);
    ofTenant.set(tenant, found);
    return found;
  };

  const requests: Requests = {
    async first(operation, tenant) {
      const { parameters } = operation;
      const inPath = parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name);
      const { fields, made, path } = await find();
      const own = inPath.some((name) => made.has(name)) ? (await findIn(tenant)).path : path;
      const query = parameters.flatMap(({ example, in: part, name }) =>
        part === "query" && example !== undefined ? [[name, example] as const] : [],
      );
      const body = operation.body?.examples[0];
      return {
        path: Object.fromEntries(inPath.map((name) => [name, own[name] ?? ""])),
        ...(query.length > 0 && { query: Object.fromEntries(query) }),
        ...(body && { body: withKnown(body.value, fields) }),
      };
    },
    named: (operation, tenant, example) => {
      const body = operation.body?.examples.find(({ name }) => name === example);
      return requests.changed(operation, tenant, { body: present(body).value });
    },
    async changed(operation, tenant, change) {
      const first = await requests.first(operation, tenant);
      if ("query" in change) return { ...first, query: { ...first.query, ...change.query } };
      return { ...first, body: withKnown(change.body, (await find()).fields) };
    },
  };
  return requests;
}
