import { connect } from "node:net";

export interface RawResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The text as JSON; undefined when it is not JSON. */
  readonly json: unknown;
}

/** How long a client waits before it calls the server silent. */
const patience = 300_000;

/** Writes bytes to a server and reads its one response, without the courtesies of a client library. */
export function exchange(url: string, bytes: string | Uint8Array): Promise<RawResponse> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname);
    socket.setTimeout(patience, () => socket.destroy(new Error(`no response within ${patience} ms`)));
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("error", reject);
    socket.on("end", () => resolve(parseResponse(Buffer.concat(chunks))));
    socket.write(bytes);
  });
}

/** One request with exactly these headers, and a `Content-Length` when there is a body. */
export function send(
  url: string,
  requestLine: string,
  headers: Readonly<Record<string, string>>,
  body?: string | Uint8Array,
): Promise<RawResponse> {
  const bytes = Buffer.from(body ?? "");
  const all = {
    host: new URL(url).host,
    connection: "close",
    ...(body !== undefined && { "content-length": String(bytes.length) }),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return exchange(
    url,
    Buffer.concat([Buffer.from(`${requestLine} HTTP/1.1\r\n${lines.join("")}\r\n`, "latin1"), bytes]),
  );
}

function parseResponse(bytes: Buffer): RawResponse {
  const raw = bytes.toString("utf8");
  const end = raw.indexOf("\r\n\r\n");
  const [statusLine = "", ...lines] = raw.slice(0, end).split("\r\n");
  const text = raw.slice(end + 4);
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]),
  );
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // Not JSON: the test decides whether it should have been.
  }
  return { status: Number(statusLine.split(" ")[1]), headers, text, json };
}
