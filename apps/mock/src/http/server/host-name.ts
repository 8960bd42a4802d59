/** Whether a host that is listened on stands for every address of the machine: `0.0.0.0`, `::` and what means the same. */
export const isEveryAddress = (host: string): boolean => /^(0+(\.0+){0,3}|[0:]*::?[0:]*)$/.test(host);

/** How a client on this machine names a host that is listened on: as the host of a URL. */
export function hostForUrl(host: string): string {
  if (isEveryAddress(host)) return host.includes(":") ? "[::1]" : "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}
