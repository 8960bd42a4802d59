import type { ApiRequest, RequestHandler } from "../../http/api.ts";
import type { ApiName } from "../../model/service.ts";
import type { Control } from "../control.ts";
import { isRead } from "../journal/note-request.ts";
import { adminPath } from "./guard.ts";

const tenantPath = new RegExp(`^${adminPath}/tenants/(\\d+)/(client/)?(blotato|blooio)(/.*)$`);

/**
 * Puts the APIs of each tenant, by its number, in front of the mock's own interface. What is read there leaves no trace; what
 * changes something is a request like a client's, and recorded. Below `client/` every request is.
 */
export function serveTenants(control: Control, admin: RequestHandler): RequestHandler {
  return {
    reject: (reason) => admin.reject(reason),
    async handle(request) {
      const [, tenant = "", client, name, target = ""] = tenantPath.exec(request.target) ?? [];
      if (name === undefined) return admin.handle(request);
      const key = control.tenantKeys.keyOf(Number(tenant));
      if (key === undefined) return { status: 404, body: { message: `There is no tenant ${tenant}` } };
      const api = control.api(name as ApiName);
      // What it holds is for the interface, not for the API.
      const { authorization: _, ...headers } = request.headers;
      const sent: ApiRequest = { ...request, target, headers: { ...headers, ...api.service.keyHeader(key) } };
      return client === undefined && isRead(request) ? api.look(sent) : api.handle({ ...sent, sentBy: "interface" });
    },
  };
}
