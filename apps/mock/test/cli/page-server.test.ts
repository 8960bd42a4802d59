import { appendFile, mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { servePageDirectory, type PageServer } from "../../src/cli/page-server.ts";

const meta = `<meta
    http-equiv="Content-Security-Policy"
    content="default-src 'none'; connect-src 'self' http://127.0.0.1:* http://localhost:* https://api.blooio.com"
  />`;

describe("the page beside the mock", () => {
  let parent: string;
  let server: PageServer;
  let blotato: string;

  beforeEach(async () => {
    parent = await mkdtemp(path.join(tmpdir(), "switchboard-page-"));
    const directory = path.join(parent, "page");
    await mkdir(path.join(directory, "assets"), { recursive: true });
    await writeFile(path.join(directory, "index.html"), "<title>The page</title>");
    await writeFile(path.join(directory, "policy.html"), `<head>\n  ${meta}\n</head>`);
    await writeFile(path.join(directory, "assets", "main-D_tv6GZl.js"), "export {};");
    await writeFile(path.join(directory, "assets", "large.js"), "export {};");
    await writeFile(path.join(directory, "assets", "large.js.gz"), gzipSync("export {};"));
    await writeFile(path.join(directory, "assets", "main.js"), "export {};");
    await writeFile(path.join(parent, "secret.txt"), "not for anybody");
    blotato = "http://127.0.0.1:1";
    const addresses = (): Record<string, string> => ({ blotato });
    server = await servePageDirectory({ directory, host: "127.0.0.1", port: 0, addresses });
  });

  afterEach(async () => {
    await server.close();
    await rm(parent, { recursive: true });
  });

  it.each([
    ["", "text/html; charset=utf-8", "<title>The page</title>"],
    ["index.html?v=1", "text/html; charset=utf-8", "<title>The page</title>"],
    ["assets/main.js", "text/javascript; charset=utf-8", "export {};"],
  ])("gives the file at %j with its type", async (target, type, text) => {
    const response = await fetch(new URL(target, server.url));
    expect([response.status, response.headers.get("content-type"), await response.text()]).toEqual([200, type, text]);
  });

  it("says where the APIs are, under the host name of the request for the page, and only to a GET", async () => {
    const directory = path.join(parent, "page");
    const seen = await servePageDirectory({ directory, host: "0.0.0.0", port: 0, addresses: (name) => ({ name }) });
    try {
      expect(new URL(seen.url).hostname).toBe("127.0.0.1");
      expect(await (await fetch(new URL("mock.json", seen.url))).json()).toEqual({ name: "127.0.0.1" });
      const { port } = new URL(seen.url);
      expect(await (await fetch(`http://localhost:${port}/mock.json`)).json()).toEqual({ name: "localhost" });
      expect((await fetch(new URL("mock.json", seen.url), { method: "POST" })).status).toBe(405);
    } finally {
      await seen.close();
    }
  });

  it("says where the APIs are", async () => {
    const response = await fetch(new URL("mock.json", server.url));
    expect(await response.json()).toEqual({ blotato: "http://127.0.0.1:1" });
  });

  it.each([
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/..%2fsecret.txt",
    "/assets/../../secret.txt",
    "//secret.txt",
    "//",
    "/nothing",
  ])("gives nothing from elsewhere, requested as %s", async (target) => {
    expect(await statusOf(server.url, target)).toBe(404);
  });

  it("gives what came into being since", async () => {
    await writeFile(path.join(parent, "page", "assets", "later.js"), "export {};");
    expect((await fetch(new URL("assets/later.js", server.url))).status).toBe(200);
  });

  it("only gives", async () => {
    const response = await fetch(server.url, { method: "POST", body: "x" });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });

  it("gives what the build compressed, to those who take it", async () => {
    const target = new URL("assets/large.js", server.url);
    const read = async (encoding: string): Promise<unknown[]> => {
      const response = await fetch(target, { headers: { "accept-encoding": encoding } });
      const { headers } = response;
      return [headers.get("content-encoding"), headers.get("vary"), headers.get("content-type"), await response.text()];
    };
    const type = "text/javascript; charset=utf-8";
    expect(await read("gzip, br")).toEqual(["gzip", "accept-encoding", type, "export {};"]);
    expect(await read("identity")).toEqual([null, "accept-encoding", type, "export {};"]);
    await utimes(path.join(parent, "page", "assets", "large.js.gz"), 1, 1);
    expect((await read("gzip"))[0], "what was compressed of an earlier build").toBeNull();
  });

  it.each(["assets/large.js", "policy.html", ""])(
    "gives %j once to a browser that keeps it, until it changes",
    async (target) => {
      const url = new URL(target, server.url);
      const etag = (await fetch(url)).headers.get("etag") ?? "";
      const again = await fetch(url, { headers: { "if-none-match": etag } });
      expect([again.status, await again.text()]).toEqual([304, ""]);
      const file = path.join(parent, "page", target === "" ? "index.html" : target);
      await appendFile(file, "<p>More</p>");
      await rm(`${file}.gz`, { force: true });
      const changed = await fetch(url, { headers: { "if-none-match": etag } });
      expect([changed.status, await changed.text()]).toEqual([200, expect.stringMatching(/<p>More<\/p>$/)]);
    },
  );

  it("gives a page anew to a browser that keeps it when the mock is elsewhere", async () => {
    const url = new URL("policy.html", server.url);
    const etag = (await fetch(url)).headers.get("etag") ?? "";
    blotato = "http://127.0.0.1:2";
    const { headers, status } = await fetch(url, { headers: { "if-none-match": etag } });
    expect(status).toBe(200);
    expect(headers.get("content-security-policy")).toContain(blotato);
  });

  it("lets a browser keep without a further request what has its content in its name", async () => {
    const keeping = async (target: string): Promise<string | null> =>
      (await fetch(new URL(target, server.url))).headers.get("cache-control");
    expect(await keeping("assets/main-D_tv6GZl.js")).toBe("max-age=31536000, immutable");
    expect(await keeping("assets/main.js")).toBe("no-cache");
  });

  it("lets its page reach the mock, and of this machine nothing else", async () => {
    const response = await fetch(new URL("policy.html", server.url));
    expect(response.headers.get("content-security-policy")).toBe(
      "default-src 'none'; connect-src 'self' https://api.blooio.com http://127.0.0.1:1; frame-ancestors 'self'",
    );
    expect(await response.text()).not.toContain("Content-Security-Policy");
  });

  it("names the port alone of a mock at an IPv6 address, for which a policy has no words", async () => {
    const directory = path.join(parent, "page");
    const addresses = (): Record<string, string> => ({ blotato: "http://[::1]:4010", blooio: "http://[::1]:4011/v4" });
    const other = await servePageDirectory({ directory, host: "::1", port: 0, addresses });
    const { headers } = await fetch(new URL("policy.html", other.url)).finally(() => other.close());
    expect(headers.get("content-security-policy")).toContain(" http://*:4010 http://*:4011;");
  });

  it("forbids pages of other origins to show it in a frame", async () => {
    const { headers } = await fetch(server.url, { method: "HEAD" });
    expect(headers.get("content-security-policy")).toBe("frame-ancestors 'self'");
  });

  it("says what to do about a directory without a page", async () => {
    const directory = path.join(parent, "empty");
    await expect(servePageDirectory({ directory, host: "127.0.0.1", port: 0, addresses: () => ({}) })).rejects.toThrow(
      `${directory} has no index.html; build the page with "pnpm console:build", or leave out --console`,
    );
  });
});

/** Asks for a target as it is: `fetch` would tidy it up first. */
function statusOf(url: string, target: string): Promise<number | undefined> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path: target }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });
}
