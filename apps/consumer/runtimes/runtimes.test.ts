import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { startMock, type Mock } from "@switchboard/mock";
import { findChromium } from "@switchboard/task-inputs/chromium";
import { findFreePort } from "@switchboard/task-inputs/free-port";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { Report, Services } from "../programs/list-and-send.js";
import { runCommand } from "../src/run-command.ts";
import { tarballs } from "../src/tarballs.ts";
import { runInChromium } from "./browser.ts";
import { bundleReceiver, bundleWorker, createSite } from "./site.ts";

const modules = path.join(import.meta.dirname, "node_modules");
const node = (version: string): readonly string[] => [path.join(modules, `node-${version}/bin/node`)];

/** How each runtime starts a program. */
const runtimes: Readonly<Record<string, { readonly command: readonly string[]; readonly version: RegExp }>> = {
  "Node 20": { command: node("20"), version: /^v20\./ },
  "Node 22": { command: node("22"), version: /^v22\./ },
  "Node 24": { command: node("24"), version: /^v24\./ },
  "Node 26": { command: node("26"), version: /^v26\./ },
  Bun: { command: [path.join(modules, ".bin/bun")], version: /^1\./ },
  Deno: { command: [path.join(modules, ".bin/deno")], version: /^deno 2\./ },
};

/** Deno finds packages where they are, fetches nothing, and may do no more than call the mock. */
const denoFlags = ["run", "--cached-only", "--node-modules-dir=manual", "--allow-net=127.0.0.1"];

let directory: string;
let site: string;
let mock: Mock;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "switchboard-runtimes-"));
  site = path.join(directory, "site");
  await createSite(site, tarballs);
  mock = await startMock();
});

afterAll(async () => {
  await mock.close();
  await rm(directory, { recursive: true, force: true });
});

interface Miniflare {
  readonly ready: Promise<URL>;
  dispatchFetch(url: string, init: object): Promise<Response>;
  dispose(): Promise<void>;
}

async function loadMiniflare(): Promise<new (options: object) => Miniflare> {
  const file = pathToFileURL(path.join(modules, "miniflare/dist/src/index.js")).href;
  return ((await import(file)) as { Miniflare: new (options: object) => Miniflare }).Miniflare;
}

/** Each runtime has a key of its own, and so a tenant: what one sends, no other lists. */
const servicesFor = (apiKey: string): Services => ({
  apiKey,
  blotatoUrl: mock.blotato.url,
  blooioUrl: mock.blooio.url,
});

/** What a runtime made of signed requests: the titles of those that it misjudged; and the text that it received, where it can serve. */
interface Received {
  readonly misjudged: readonly string[];
  readonly received?: string;
}

function expectAll({ blotato, blooio, misjudged }: Report & Received): void {
  expect(misjudged).toEqual([]);
  for (const { items, pages, rejected, sent } of [blotato, blooio]) {
    expect(pages).toBeGreaterThan(2);
    expect(items).toBeGreaterThan(10 * (pages - 1));
    expect([sent, rejected]).toEqual(["Hello from a consumer", "notFound"]);
  }
}

describe("the built facade lists pages, sends, and receives what is signed", () => {
  it.each(Object.entries(runtimes))("on %s", async (name, { command, version }) => {
    expect(await runCommand([...command, "--version"], { cwd: site })).toMatch(version);
    const services = JSON.stringify(servicesFor(name.toLowerCase().replace(" ", "-")));
    const flags = name === "Deno" ? denoFlags : [];
    const env = { ...process.env, DENO_DIR: path.join(directory, "deno"), DENO_NO_UPDATE_CHECK: "1" };
    const report = JSON.parse(
      await runCommand([...command, ...flags, "main.js", services], { cwd: site, env }),
    ) as Report & Received;
    expectAll(report);
    expect(report.received).toBe("Hello from a receiver");
  });

  it("on workerd", async () => {
    const Miniflare = await loadMiniflare();
    const script = await bundleWorker(site);
    const worker = new Miniflare({ modules: true, script, compatibilityDate: "2026-06-01", cf: false });
    try {
      const body = JSON.stringify(servicesFor("workerd"));
      const response = await worker.dispatchFetch("http://worker.example", { method: "POST", body });
      const text = await response.text();
      // An error of the program is a text that says where it was.
      expect([response.status, text]).toEqual([200, expect.stringContaining("{")]);
      expectAll(JSON.parse(text) as Report & Received);
    } finally {
      await worker.dispose();
    }
  });

  it("on workerd, by the Worker of the guide", async () => {
    const Miniflare = await loadMiniflare();
    const apiKey = "receiver-on-workerd";
    // The Worker is bound to its secret, so the webhook is there first.
    const port = await findFreePort();
    const response = await fetch(`${mock.blooio.url}/webhooks`, {
      method: "POST",
      headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
      body: JSON.stringify({ url: `http://127.0.0.1:${port}/hooks/blooio` }),
    });
    const { data } = (await response.json()) as { data: { signing_secret: string } };
    const script = await bundleReceiver(site);
    const bindings = { BLOOIO_WEBHOOK_SECRET: data.signing_secret };
    const options = { host: "127.0.0.1", port, compatibilityDate: "2026-06-01", cf: false };
    const worker = new Miniflare({ modules: true, script, bindings, ...options });
    try {
      await worker.ready;
      mock.blooio.receive({ channelId: "+15555550101", from: "+15555550142", text: "Hello" }, { key: apiKey });
      await mock.webhooks.settle();
      const [delivery] = mock.webhooks.deliveries({ key: apiKey });
      expect(delivery).toMatchObject({ status: "delivered", attempts: [{ response: { body: "handled\n" } }] });
    } finally {
      await worker.dispose();
    }
  });

  it("in Chromium", async ({ skip }) => {
    const chromium = findChromium();
    if (chromium === undefined) {
      const reason = "NOT RUN IN CHROMIUM: none is on the PATH, and CHROMIUM_PATH names none";
      console.warn(reason);
      return skip(reason);
    }
    const profile = path.join(directory, "profile");
    const report = await runInChromium({ chromium, site, profile, services: servicesFor("chromium") });
    expect(Object.keys(report)).toEqual(["blotato", "blooio", "misjudged"]);
    expectAll(report as typeof report & Received);
  });
});
