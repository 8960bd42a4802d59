import { parseUrl } from "../model/parse-url.ts";

/** Found in a page: a static host can send no headers of ours. */
const metaPolicy = /\s*<meta\s+http-equiv="Content-Security-Policy"\s+content="([^"]*)"\s*\/?>/;

/**
 * Takes the content security policy out of a page, to be sent as a header: of this machine the page may reach the given addresses,
 * by whatever name they are reached, where the page itself has to allow every port of 127.0.0.1 and localhost.
 */
export function policyOf(
  html: string,
  addresses: readonly string[],
): { readonly policy: string; readonly text: string } {
  const [, found = ""] = metaPolicy.exec(html) ?? [];
  const directives = found
    .split(";")
    .map((directive) => directive.trim().split(/\s+/))
    .filter(([name]) => name !== "");
  const allowed = directives.map((words) =>
    words.some(isEveryPort)
      ? [...new Set([...words.filter((word) => !isEveryPort(word)), ...addresses.map(sourceOf)])]
      : words,
  );
  // No page of another origin shows this one in a frame, where clicks could be led astray.
  const policy = [...allowed, ["frame-ancestors", "'self'"]].map((words) => words.join(" ")).join("; ");
  return { policy, text: html.replace(metaPolicy, "") };
}

const isEveryPort = (source: string): boolean => source.endsWith(":*");

/** What stands for an address in a policy, which has no place for an IPv6 address: there the port has to do. */
function sourceOf(address: string): string {
  const { hostname, origin, port, protocol } = parseUrl(address) ?? new URL(address);
  return hostname.startsWith("[") ? `${protocol}//*:${port}` : origin;
}
