import { ApiError, isApiError } from "@switchboard/messaging";
import { describe, expect, test } from "vitest";

import type { AnyCase, Clients } from "./operation-case.ts";
import { isPrismRefusal } from "./prism/proxies.ts";
import { readSpecification, type Api, type SpecOperation } from "./specification.ts";
import { mockedTenants, withoutKey, type SentRequest, type Tenant, type TenantOptions } from "./tenants.ts";

export interface SuiteOptions<Of extends Api> {
  readonly api: Of;
  readonly cases: Readonly<Record<string, AnyCase<Of>>>;
  /** Documented statuses that the mock gives only when a `Prefer` header asks for them; `*` is for all operations. */
  readonly onlyPreferred: Readonly<Record<string, readonly number[]>>;
  /** The status for a body that is not JSON. */
  readonly unreadableBody: number;
  /** Whether a body has the shape of the API's ordinary errors, and names a reason. */
  readonly errorShape: (reason: RegExp) => unknown;
  /** The shape of the answer to a request without a key. */
  readonly unauthorizedShape: unknown;
}

/** Runs every operation of a spec through the raw client and the facade. */
export function describeOperations<Of extends Api>(options: SuiteOptions<Of>): void {
  const { api, cases, errorShape, onlyPreferred, unreadableBody, unauthorizedShape } = options;
  const specification = readSpecification(api);
  const tenants = mockedTenants();
  const raw = (tenant: Tenant): Clients[Of]["raw"] => tenant.raw[api];
  const facade = (tenant: Tenant): Clients[Of]["facade"] => tenant.facade[api];

  test("every operation of the spec has a case for both clients, and no case is for another", () => {
    const described = specification.operations.map(({ operationId }) => operationId);
    expect(Object.keys(cases).toSorted()).toEqual(described.toSorted());
    for (const [name, { raw: rawCase, facade: facadeCase }] of Object.entries(cases)) {
      expect({ name, calls: [typeof rawCase.call, typeof facadeCase.call] }).toEqual({
        name,
        calls: ["function", "function"],
      });
    }
  });

  describe.each(specification.operations.map((operation) => [operation.operationId, operation] as const))(
    "%s",
    (name, operation) => {
      const operationCase = cases[name];
      if (operationCase === undefined) return;
      const statuses = [...operation.responses.keys()];

      test("succeeds through the raw client, at its path", async () => {
        const tenant = tenants.open();
        const input = await operationCase.prepare(tenant);
        const { data, response } = await operationCase.raw.call(raw(tenant), input, {});
        expect(response.status).toBe(operationCase.raw.status);
        expect(statuses).toContain(response.status);
        expectRequestOf(operation, tenant.sent.at(-1));
        operationCase.raw.check(data, input);
      });

      test("succeeds through the facade, at its path and under its name", async () => {
        const tenant = tenants.open();
        const input = await operationCase.prepare(tenant);
        const result = await operationCase.facade.call(facade(tenant), input, {});
        expect(tenant.operationIds.at(-1)).toBe(name);
        const request = tenant.sent.at(-1);
        expectRequestOf(operation, request);
        expect(request?.headers.has("idempotency-key")).toBe(operation.headers.includes("idempotency-key"));
        operationCase.facade.check(result, input);
      });

      const refusalOf = async (input: unknown, before?: TenantOptions["before"]): Promise<unknown> => {
        const tenant = tenants.open({ breaksSpec: true, ...(before !== undefined && { before }) });
        const { response } = await operationCase.raw.call(raw(tenant), input, {});
        const thrown = await rejectionOf(operationCase.facade.call(facade(tenant), input, {}));
        return { byPrism: isPrismRefusal(response), raw: response.status, facade: thrown.status };
      };

      test.runIf(tenants.proxied)("is refused by the proxy itself without a key", async () => {
        const input = await operationCase.prepare(tenants.open());
        expect(await refusalOf(input, withoutKey)).toEqual({ byPrism: true, raw: 401, facade: 401 });
      });

      test.skipIf(tenants.proxied)("answers 401 without a key", async () => {
        const input = await operationCase.prepare(tenants.open());
        const keyless = tenants.open({ before: withoutKey });
        const { error, response } = await operationCase.raw.call(raw(keyless), input, {});
        expect(statuses).toContain(401);
        expect(response.status).toBe(401);
        expect(error).toEqual(unauthorizedShape);
        const thrown = await rejectionOf(operationCase.facade.call(facade(keyless), input, {}));
        expect(thrown).toMatchObject({
          api,
          operationId: name,
          status: 401,
          kind: "auth",
          retryable: false,
          maybeSent: false,
        });
        expect(thrown.body).toEqual(unauthorizedShape);
      });

      for (const [status, { input: change, reason, breaksSpec }] of Object.entries(operationCase.refusals)) {
        const isLetThrough = !tenants.proxied || breaksSpec !== true;
        test.skipIf(isLetThrough)(`is refused by the proxy itself where the mock answers ${status}`, async () => {
          const input = change(await operationCase.prepare(tenants.open()));
          // In front of a service, Prism has one status for whatever is wrong.
          expect(await refusalOf(input)).toEqual({ byPrism: true, raw: 422, facade: 422 });
        });

        test.runIf(isLetThrough)(`answers ${status} for a reason that both clients tell`, async () => {
          expect(statuses).toContain(Number(status));
          const tenant = tenants.open();
          const input = change(await operationCase.prepare(tenant));
          const { error, response } = await operationCase.raw.call(raw(tenant), input, {});
          expect({ status: response.status, error }).toEqual({ status: Number(status), error: errorShape(reason) });
          const thrown = await rejectionOf(operationCase.facade.call(facade(tenant), input, {}));
          expect(thrown).toMatchObject({
            api,
            operationId: name,
            status: Number(status),
            kind: kinds[Number(status)],
            attempts: 1,
          });
          expect(thrown.message).toMatch(reason);
          expect(thrown.body).toEqual(errorShape(reason));
        });
      }

      test("every documented status can be had from the mock", () => {
        const preferred = [...(onlyPreferred["*"] ?? []), ...(onlyPreferred[name] ?? [])];
        const refused = Object.keys(operationCase.refusals).map(Number);
        const had = new Set([401, ...refused, ...preferred, ...(operation.takesBody ? [unreadableBody] : [])]);
        expect(statuses.filter((status) => status >= 400 && !had.has(status))).toEqual([]);
      });

      const documented = [...operation.responses].flatMap(([status, examples]) =>
        examples.map((example) => [status, example.name, example.value] as const),
      );
      test.each(documented)("reads the documented answer %i, example %s", async (status, example, value) => {
        const tenant = tenants.open();
        const input = await operationCase.prepare(tenant);
        const headers = { prefer: `code=${status}, example=${example}` };
        const { data, error, response } = await operationCase.raw.call(raw(tenant), input, headers);
        expect({ status: response.status, body: status < 400 ? data : error }).toEqual({ status, body: value });
        if (status < 400) return;
        const thrown = await rejectionOf(operationCase.facade.call(facade(tenant), input, { headers }));
        expect(thrown).toMatchObject({ api, operationId: name, status, kind: kinds[status], body: value });
        expect(thrown.message).toContain(reasonIn(value));
        expect(isApiError(thrown, api)).toBe(true);
      });
    },
  );

  const withBody = specification.operations.filter(({ takesBody }) => takesBody);
  test.each(withBody.map(({ operationId }) => operationId))("%s refuses a body that is not JSON", async (name) => {
    const tenant = tenants.open();
    const operationCase = found(cases[name]);
    await operationCase.raw.call(raw(tenant), await operationCase.prepare(tenant), {});
    const { url, method, headers } = found(tenant.sent.at(-1));
    const init = { method, headers: [...headers, ["content-type", "application/json"]] as [string, string][] };
    const response = await fetch(url, { ...init, body: '{"a":' });
    expect(response.status).toBe(unreadableBody);
    expect(await response.json()).toEqual(errorShape(/./));
  });
}

/** What an `ApiError` calls a status. */
const kinds: Readonly<Record<number, string>> = {
  400: "validation",
  401: "auth",
  403: "auth",
  404: "notFound",
  409: "conflict",
  422: "validation",
  429: "rateLimit",
  500: "server",
  501: "server",
};

/** The words of an example of an error, in whichever of its shapes. */
function reasonIn(body: unknown): string {
  const { message, error, data } = body as {
    message?: string;
    error?: { message: string };
    data?: { error: { message: string } }[];
  };
  return message ?? error?.message ?? found(data?.[0]).error.message;
}

function expectRequestOf(operation: SpecOperation, request: SentRequest | undefined): void {
  const template = new RegExp(`^${operation.path.replaceAll(/\{\w+\}/g, "[^/]+")}$`);
  expect(request?.method).toBe(operation.method);
  expect(request?.url.pathname).toMatch(template);
}

async function rejectionOf(call: Promise<unknown>): Promise<ApiError> {
  const error: unknown = await call.then(
    () => new Error("The call succeeded"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApiError)) throw error;
  return error;
}

function found<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("There is nothing to look at");
  return value;
}
