import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { text } from "node:stream/consumers";

import type { Report, Services } from "../programs/list-and-send.js";
import { importMap } from "./site.ts";

interface BrowserRun {
  readonly chromium: string;
  /** The directory that is served to it. */
  readonly site: string;
  /** An empty directory for its profile. */
  readonly profile: string;
  readonly services: Services;
}

/** Opens a page that runs the program, and gives what it reports. A page may not call other origins, so its server passes requests on. */
export async function runInChromium({ chromium, site, profile, services }: BrowserRun): Promise<Report> {
  let finish: (report: string) => void;
  const report = new Promise<string>((resolve) => {
    finish = resolve;
  });
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, search } = new URL(request.url ?? "/", "http://127.0.0.1");
    if (pathname === "/") response.setHeader("content-type", "text/html").end(page(services.apiKey));
    else if (pathname === "/report") {
      finish(await text(request));
      response.end();
    } else if (pathname.startsWith("/blotato/")) {
      await passOn(request, response, services.blotatoUrl + pathname.slice("/blotato".length) + search);
    } else if (pathname.startsWith("/blooio/")) {
      await passOn(request, response, services.blooioUrl + pathname.slice("/blooio".length) + search);
    } else await serveFile(path.join(site, pathname), response);
  }
  const url = await listen(server);
  const browser = spawn(chromium, [...flags, `--user-data-dir=${profile}`, url], { detached: true, stdio: "ignore" });
  const ended = once(browser, "exit").then(([code]) => {
    throw new Error(`${chromium} ended with ${String(code)} before the page reported`);
  });
  try {
    const { error, ...rest } = JSON.parse(await Promise.race([report, ended])) as Report & { error?: string };
    if (error !== undefined) throw new Error(`In Chromium: ${error}`);
    return rest;
  } finally {
    ended.catch(() => undefined);
    // It leads a group of its own, with all its processes.
    if (browser.pid !== undefined) process.kill(-browser.pid, "SIGKILL");
    server.close();
    server.closeAllConnections();
  }
}

const flags = [
  "--headless=new",
  // Root, as in many a container, has no sandbox; the page is ours.
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

const page = (apiKey: string): string => `<!doctype html>
<link rel="icon" href="data:," />
<script type="importmap">${JSON.stringify(importMap)}</script>
<script type="module">
  const report = (result) => fetch("/report", { method: "POST", body: JSON.stringify(result) });
  try {
    const { listAndSend } = await import("/list-and-send.js");
    const { misjudged } = await import("/receive-events.js");
    const { rightRequests, wrongRequests } = await import("/signatures.js");
    const { origin } = location;
    const services = { apiKey: ${JSON.stringify(apiKey)}, blotatoUrl: origin + "/blotato", blooioUrl: origin + "/blooio" };
    const verdict = await misjudged([...rightRequests, ...wrongRequests]);
    await report({ ...(await listAndSend(services)), misjudged: verdict });
  } catch (error) {
    await report({ error: String(error?.stack ?? error) });
  }
</script>
`;

async function listen(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function passOn(request: IncomingMessage, response: ServerResponse, url: string): Promise<void> {
  const { method = "GET", headers } = request;
  const passed = ["authorization", "blotato-api-key", "content-type", "idempotency-key"].flatMap((name) => {
    const value = headers[name];
    return typeof value === "string" ? [[name, value] as const] : [];
  });
  const body = method === "GET" ? null : await text(request);
  const passedOn = await fetch(url, { method, headers: Object.fromEntries(passed), body, redirect: "manual" });
  response.writeHead(passedOn.status, { "content-type": passedOn.headers.get("content-type") ?? "text/plain" });
  response.end(await passedOn.text());
}

async function serveFile(file: string, response: ServerResponse): Promise<void> {
  const content = await readFile(file).catch(() => undefined);
  if (content === undefined) response.writeHead(404).end();
  else response.setHeader("content-type", "text/javascript").end(content);
}
