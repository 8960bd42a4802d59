import { request } from "node:http";

/** A request as it goes over the wire, whether or not it makes sense. */
export interface PlainRequest {
  readonly method: string;
  /** Below the path of the spec's server, percent-encoded. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Sends a request as it stands, and gives the status; "silence" when nothing came within the time. */
export function sendPlain(baseUrl: string, plain: PlainRequest, patience: number): Promise<number | "silence"> {
  const { method, target, headers, body } = plain;
  return new Promise((resolve, reject) => {
    const { hostname, port, pathname } = new URL(baseUrl);
    const sending = request({
      agent: false,
      hostname,
      port,
      path: pathname.replace(/\/$/, "") + target,
      method,
      headers: { ...headers, ...(body !== undefined && { "content-length": Buffer.byteLength(body) }) },
    });
    sending.setTimeout(patience, () => {
      resolve("silence");
      sending.destroy();
    });
    sending.on("response", (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode ?? 0));
    });
    sending.on("error", (error) => reject(new Error(`${method} ${target} failed`, { cause: error })));
    sending.end(body);
  });
}
