import type { BlooioOperationId } from "../blooio/generated/operations.ts";
import type { BlooioInbound, BlooioReceived } from "../blooio/inbound/inbound.ts";
import type { BlotatoOperationId } from "../blotato/generated/operations.ts";
import type { BlotatoInbound, BlotatoReceived } from "../blotato/inbound/inbound.ts";
import { createApi, type Api, type RequestHandler } from "../http/api.ts";
import { serveApi, type HttpServer } from "../http/server/http-server.ts";
import type { ServerCertificate } from "../http/server/server-certificate.ts";
import { hostForUrl } from "../http/server/host-name.ts";
import type { ApiName } from "../model/service.ts";
import { guardAdmin } from "./admin/guard.ts";
import { createAdminService } from "./admin/service.ts";
import { serveTenants } from "./admin/tenant-apis.ts";
import { createControl, type Control } from "./control.ts";
import type { Fault } from "./faults/fault.ts";
import type { FaultHandle, Mock, MockedApi, MockOptions, ResponseHandle } from "./mock.ts";
import type { OwnResponse } from "./own-responses.ts";

/** Starts a mock, together with what only the command line needs. */
export async function startControlledMock(options: MockOptions): Promise<{ mock: Mock; control: Control }> {
  const { host = "127.0.0.1", https, blotatoPort = 0, blooioPort = 0, seed = 1, validate = "fast" } = options;
  if (host === "") throw new RangeError("host is empty; expected an address to listen on, such as 127.0.0.1");
  if (!Number.isInteger(seed) || seed < 0 || seed > 2 ** 31 - 1) {
    throw new RangeError(`seed is ${seed}; expected a whole number from 0 to ${2 ** 31 - 1}`);
  }
  const { admin: access = "loopback" } = options;
  if (typeof access === "object" && !/^[\x21-\x7e]{8,}$/.test(access.token)) {
    throw new RangeError(
      "admin.token is too short, or cannot be sent; expected 8 printable characters or more, without spaces",
    );
  }
  const servers: HttpServer[] = [];
  const control = await createControl(options, () => {
    for (const server of servers) server.closeIdle();
  });
  const loadAdmin = (): Promise<Api> => createApi(createAdminService(control), { validate, strict: true });
  const admin = guardAdmin(async () => serveTenants(control, await loadAdmin()), access);
  const blotato = await serve<BlotatoInbound, BlotatoReceived, BlotatoOperationId>(
    "blotato",
    control,
    admin,
    host,
    blotatoPort,
    https,
  );
  const blooio = await serve<BlooioInbound, BlooioReceived, BlooioOperationId>(
    "blooio",
    control,
    admin,
    host,
    blooioPort,
    https,
  ).catch(async (error: unknown) => {
    await blotato.server.close();
    throw error;
  });
  servers.push(blotato.server, blooio.server);
  const close = async (): Promise<void> => {
    control.end();
    await Promise.all([blotato.server.close(), blooio.server.close()]);
  };
  const mock: Mock = {
    blotato: blotato.api,
    blooio: blooio.api,
    clock: control.clock,
    webhooks: {
      deliveries: ({ key } = {}) => control.webhooks.deliveries(key),
      fail: (type, fault) => handleOf(control, type, fault),
      sample: (type, { key } = {}) => control.webhooks.sample(type, key),
      settle: () => control.webhooks.settle(),
    },
    fail: (operationId, fault) => handleOf(control, operationId, fault),
    respond: (operationId, response) => responseHandle(control, operationId, response),
    requests: (operationId, query) => control.journal.requests({ ...query, operationId }),
    coverage: () => control.coverage(),
    reset: (key) => control.reset(key),
    close,
    [Symbol.asyncDispose]: close,
  };
  return { mock, control };
}

async function serve<Inbound, Received, OperationId extends string>(
  name: ApiName,
  control: Control,
  admin: (api: RequestHandler) => RequestHandler,
  host: string,
  port: number,
  https: ServerCertificate | undefined,
): Promise<{ api: MockedApi<Inbound, Received, OperationId>; server: HttpServer }> {
  // Looked up with each request: another scenario brings another API.
  const current: RequestHandler = {
    handle: (request) => control.api(name).handle(request),
    reject: (reason) => control.api(name).reject(reason),
  };
  const server = await serveApi(admin(current), host, port, https, () => control.api(name).faults.breakConnections());
  const api: MockedApi<Inbound, Received, OperationId> = {
    get url() {
      return `${https === undefined ? "http" : "https"}://${hostForUrl(host)}:${server.port}${control.api(name).basePath}`;
    },
    get violations() {
      return control.api(name).violations;
    },
    fail: (operationId, fault) => handleOf(control, operationId, fault, name),
    respond: (operationId, response) => responseHandle(control, operationId, response, name),
    requests: (operationId, query) => control.journal.requests({ ...query, operationId, api: name }),
    receive: (message, { key } = {}) => control.receive(name, message, key) as Received,
  };
  return { api, server };
}

function handleOf(control: Control, operationId: string, fault: Fault, api?: ApiName): FaultHandle {
  const faults = control.fail(operationId, fault, api);
  return handleOver(faults, ({ id }) => control.removeFault(id));
}

const responseHandle = (control: Control, operationId: string, response: OwnResponse, api?: ApiName): ResponseHandle =>
  handleOver(control.respond(operationId, response, api), (added) => added.remove());

/** One handle for what was added to several APIs. */
function handleOver<Added extends { readonly hits: number }>(
  all: readonly Added[],
  removeOne: (added: Added) => void,
): FaultHandle {
  const remove = (): void => {
    for (const added of all) removeOne(added);
  };
  return {
    get hits() {
      return all.reduce((sum, { hits }) => sum + hits, 0);
    },
    remove,
    [Symbol.dispose]: remove,
  };
}
