import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { startMock, type Mock } from "@switchboard/mock";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";

import type { Report, Services } from "../programs/list-and-send.js";
import { runCommand } from "../src/run-command.ts";
import { findChromium, runInChromium } from "./browser.ts";
import { addSuite, bundleWorker, createSite } from "./site.ts";

const modules = path.join(import.meta.dirname, "node_modules");
const node = (version: string): readonly string[] => [path.join(modules, `node-${version}/bin/node`)];

/** How each runtime starts a program. */
const runtimes: Readonly<Record<string, { readonly command: readonly string[]; readonly version: RegExp }>> = {
  // The oldest that the packages run on.
  "Node 20": { command: node("20"), version: /^v20\.19\.0/ },
  "Node 22": { command: node("22"), version: /^v22\./ },
  "Node 24": { command: node("24"), version: /^v24\./ },
  "Node 26": { command: node("26"), version: /^v26\./ },
  Bun: { command: [path.join(modules, ".bin/bun")], version: /^1\./ },
  Deno: { command: [path.join(modules, ".bin/deno")], version: /^deno 2\./ },
};

/** Deno finds packages where they are, fetches nothing, and may do no more than ask the mock. */
const denoFlags = ["run", "--cached-only", "--node-modules-dir=manual", "--allow-net=127.0.0.1"];

let directory: string;
let site: string;
let mock: Mock;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "switchboard-runtimes-"));
  site = path.join(directory, "site");
  await createSite(site, inject("tarballs"));
  mock = await startMock();
});

afterAll(async () => {
  await mock.close();
  await rm(directory, { recursive: true, force: true });
});

/** Each runtime has a key, and so a world, of its own: what one sends, no other lists. */
const servicesFor = (apiKey: string): Services => ({
  apiKey,
  blotatoUrl: mock.blotato.url,
  blooioUrl: mock.blooio.url,
});

function expectAll({ blotato, blooio }: Report): void {
  for (const { items, pages, refused, sent } of [blotato, blooio]) {
    expect(pages).toBeGreaterThan(2);
    expect(items).toBeGreaterThan(10 * (pages - 1));
    expect([sent, refused]).toEqual(["Hello from a consumer", "notFound"]);
  }
}

describe("the built mock is started by a suite", () => {
  const runners = {
    vitest: ["node_modules/vitest/vitest.mjs", "run", "--globals"],
    Jest: ["--experimental-vm-modules", "--no-warnings", "node_modules/jest/bin/jest.js", "--json"],
  };
  const nodes = Object.entries(runtimes).filter(([name]) => name.startsWith("Node"));
  const cases = nodes.flatMap(([name, { command }]) =>
    Object.entries(runners).map(([runner, args]) => [runner, name, [...command, ...args]] as const),
  );
  beforeAll(() => addSuite(site, inject("tarballs"), modules));

  it.each(cases)("of %s on %s", async (_, __, command) => {
    // Without what vitest sets for its own.
    const { NODE_ENV: _env, VITEST: _vitest, ...env } = process.env;
    const output = await runCommand([...command, "mock-suite.test.js"], { cwd: site, env: { ...env, NO_COLOR: "1" } });
    expect(output).toMatch(/Tests +3 passed|"numPassedTests":3/);
  });
});

describe("the built facade lists pages and sends", () => {
  it.each(Object.entries(runtimes))("on %s", async (name, { command, version }) => {
    expect(await runCommand([...command, "--version"], { cwd: site })).toMatch(version);
    const services = JSON.stringify(servicesFor(name.toLowerCase().replace(" ", "-")));
    const flags = name === "Deno" ? denoFlags : [];
    const env = { ...process.env, DENO_DIR: path.join(directory, "deno"), DENO_NO_UPDATE_CHECK: "1" };
    expectAll(JSON.parse(await runCommand([...command, ...flags, "main.js", services], { cwd: site, env })) as Report);
  });

  it("on workerd", async () => {
    const { Miniflare } = (await import(pathToFileURL(path.join(modules, "miniflare/dist/src/index.js")).href)) as {
      Miniflare: new (options: object) => {
        dispatchFetch(url: string, init: object): Promise<Response>;
        dispose(): Promise<void>;
      };
    };
    const script = await bundleWorker(site);
    const worker = new Miniflare({ modules: true, script, compatibilityDate: "2026-06-01", cf: false });
    try {
      const body = JSON.stringify(servicesFor("workerd"));
      const response = await worker.dispatchFetch("http://worker.example", { method: "POST", body });
      const answered = await response.text();
      // An error of the program is a text that says where it was.
      expect([response.status, answered]).toEqual([200, expect.stringContaining("{")]);
      expectAll(JSON.parse(answered) as Report);
    } finally {
      await worker.dispose();
    }
  });

  it("in Chromium", async ({ skip }) => {
    const chromium = await findChromium();
    if (chromium === undefined) {
      const reason = "NOT RUN IN CHROMIUM: none is on the PATH, and CHROMIUM_PATH names none";
      console.warn(reason);
      return skip(reason);
    }
    const profile = path.join(directory, "profile");
    const report = await runInChromium({ chromium, site, profile, services: servicesFor("chromium") });
    expect(Object.keys(report)).toEqual(["blotato", "blooio"]);
    expectAll(report);
  });
});
