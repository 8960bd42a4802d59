import type { ApiRequest, RequestHandler } from "../../http/api.ts";

/** Where the mock's own interface begins, on both ports. */
const adminPath = "/__mock";

/**
 * Puts the mock's own interface in front of an API. By default it is for this machine alone: not for others on the network,
 * and not for a page of another origin that a browser on this machine shows, whatever name it gives this machine.
 */
export function guardAdmin(
  loadAdmin: () => Promise<RequestHandler>,
  from: "anywhere" | "loopback",
): (api: RequestHandler) => RequestHandler {
  let admin: Promise<RequestHandler> | undefined;
  return (api) => ({
    refuse: (reason) => api.refuse(reason),
    async handle(request) {
      const { target } = request;
      if (target !== adminPath && !target.startsWith(`${adminPath}/`) && !target.startsWith(`${adminPath}?`)) {
        return api.handle(request);
      }
      const reason = from === "loopback" ? strangerAt(request) : undefined;
      if (reason === undefined) {
        // Most mocks are started without ever being asked.
        admin ??= loadAdmin();
        return (await admin).handle(request);
      }
      const message = `${adminPath} is for this machine alone: ${reason}. Start the mock with --admin anywhere to open it.`;
      return { status: 403, body: { message } };
    },
  });
}

/** Why a request is not from this machine, or may be made by a page from elsewhere. */
function strangerAt({ headers, remoteAddress }: ApiRequest): string | undefined {
  if (remoteAddress !== undefined && !isLoopbackAddress(remoteAddress)) return `the request came from ${remoteAddress}`;
  const { host, origin } = headers;
  if (host !== undefined && !isLoopbackName(`http://${host}`)) return `it was asked for as ${JSON.stringify(host)}`;
  if (origin !== undefined && !isLoopbackName(origin)) return `a page of ${JSON.stringify(origin)} asked`;
  return undefined;
}

const isLoopbackAddress = (address: string): boolean =>
  /^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(address) || address === "::1";

function isLoopbackName(url: string): boolean {
  const name = URL.parse(url)?.hostname ?? "";
  return name === "localhost" || name.endsWith(".localhost") || name === "[::1]" || isLoopbackAddress(name);
}
