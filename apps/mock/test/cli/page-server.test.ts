import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { servePageDirectory, type PageServer } from "../../src/cli/page-server.ts";

describe("the page beside the mock", () => {
  let parent: string;
  let server: PageServer;

  beforeEach(async () => {
    parent = await mkdtemp(path.join(tmpdir(), "switchboard-page-"));
    const directory = path.join(parent, "page");
    await mkdir(path.join(directory, "assets"), { recursive: true });
    await writeFile(path.join(directory, "index.html"), "<title>The page</title>");
    await writeFile(path.join(directory, "assets", "main.js"), "export {};");
    await writeFile(path.join(parent, "secret.txt"), "not for anybody");
    const settings = (): object => ({ blotato: "http://127.0.0.1:1" });
    server = await servePageDirectory({ directory, host: "127.0.0.1", port: 0, settings });
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

  it("says where the APIs are by the name by which the page itself was reached, and only to a GET", async () => {
    const directory = path.join(parent, "page");
    const seen = await servePageDirectory({ directory, host: "0.0.0.0", port: 0, settings: (name) => ({ name }) });
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

  it("forbids pages of other origins to show it in a frame", async () => {
    const { headers } = await fetch(server.url, { method: "HEAD" });
    expect(headers.get("content-security-policy")).toBe("frame-ancestors 'self'");
  });

  it("says what to do about a directory without a page", async () => {
    const directory = path.join(parent, "empty");
    await expect(servePageDirectory({ directory, host: "127.0.0.1", port: 0, settings: () => ({}) })).rejects.toThrow(
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
