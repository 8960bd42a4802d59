import { parseUrl } from "../../model/parse-url.ts";
import type { ApiRequest, RequestHandler } from "../../http/api.ts";

/** Where the mock's own interface begins, on both ports. */
const adminPath = "/__mock";

/**
 * Puts the mock's own interface in front of an API. By default only this machine can use it: not others on the network, and not
 * a page of another origin that a browser on this machine shows, whatever host name it uses.
 */
export function guardAdmin(
  loadAdmin: () => Promise<RequestHandler>,
  from: "anywhere" | "loopback",
): (api: RequestHandler) => RequestHandler {
  let admin: Promise<RequestHandler> | undefined;
  return (api) => ({
    reject: (reason) => api.reject(reason),
    async handle(request) {
      const { target } = request;
      if (target !== adminPath && !target.startsWith(`${adminPath}/`) && !target.startsWith(`${adminPath}?`)) {
        return api.handle(request);
      }
      const reason = from === "loopback" ? foreignReason(request) : undefined;
      if (reason === undefined) {
        // Most mocks never need it.
        admin ??= loadAdmin();
        return (await admin).handle(request);
      }
      const message = `${adminPath} is open to this machine only: ${reason}. Start the mock with --admin anywhere to open it.`;
      return { status: 403, body: { message } };
    },
  });
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
