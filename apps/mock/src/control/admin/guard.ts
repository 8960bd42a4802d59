import { createHash, timingSafeEqual } from "node:crypto";

import { parseUrl } from "../../model/parse-url.ts";
import type { ApiRequest, RequestHandler } from "../../http/api.ts";
import type { AdminAccess } from "./admin-access.ts";

/** Where the mock's own interface begins, on both ports. */
export const adminPath = "/__mock";

/**
 * Puts the mock's own interface in front of an API. By default only this machine can use it: not others on the network, and not
 * a page of another origin that a browser on this machine shows, whatever host name it uses.
 */
export function guardAdmin(
  loadAdmin: () => Promise<RequestHandler>,
  access: AdminAccess,
): (api: RequestHandler) => RequestHandler {
  let admin: Promise<RequestHandler> | undefined;
  return (api) => ({
    reject: (reason) => api.reject(reason),
    async handle(request) {
      const { target } = request;
      if (target !== adminPath && !target.startsWith(`${adminPath}/`) && !target.startsWith(`${adminPath}?`)) {
        return api.handle(request);
      }
      const isOpen = access === "anywhere" || (typeof access === "object" && hasToken(request, access.token));
      const reason = isOpen ? undefined : foreignReason(request);
      if (reason === undefined) {
        // Most mocks never need it.
        admin ??= loadAdmin();
        return (await admin).handle(request);
      }
      const advice =
        typeof access === "object"
          ? "From elsewhere it takes the header `authorization: Bearer …` with the token of --admin"
          : "Start the mock with --admin token:… to open it to whoever has that token, or with --admin anywhere";
      const message = `${adminPath} is open to this machine only: ${reason}. ${advice}.`;
      return { status: 403, body: { message } };
    },
  });
}

function hasToken({ headers }: ApiRequest, token: string): boolean {
  const [, given = ""] = /^bearer +(\S+)$/i.exec(headers["authorization"] ?? "") ?? [];
  // Of one length, so that the time of the comparison tells nothing.
  const [one, other] = [given, token].map((text) => createHash("sha256").update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}

/** Why a request is not from this machine, or may be from a page of elsewhere. */
function foreignReason({ headers, remoteAddress }: ApiRequest): string | undefined {
  if (remoteAddress !== undefined && !isLoopbackAddress(remoteAddress)) return `the request came from ${remoteAddress}`;
  const { host, origin } = headers;
  if (host !== undefined && !isLoopbackName(`http://${host}`)) return `its host is ${JSON.stringify(host)}`;
  if (origin !== undefined && !isLoopbackName(origin)) return `it is from a page of ${JSON.stringify(origin)}`;
  return undefined;
}

const isLoopbackAddress = (address: string): boolean =>
  /^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(address) || address === "::1";

function isLoopbackName(url: string): boolean {
  const name = parseUrl(url)?.hostname ?? "";
  return name === "localhost" || name.endsWith(".localhost") || name === "[::1]" || isLoopbackAddress(name);
}
