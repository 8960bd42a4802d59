import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { startMockProcess } from "../src/mock-process.ts";
import { manifestOf, publishedNames, root } from "../src/published.ts";
import { startRegistry, type Registry } from "../src/registry.ts";
import { runCommand } from "../src/run-command.ts";
import {
  compilePrograms,
  compilers,
  declareModules,
  installEverything,
  installPackages,
  writeModules,
} from "./project.ts";

let directory: string;
let registry: Registry;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "switchboard-publish-"));
  // Where this machine gets everybody else's packages from.
  const upstream = (await runCommand(["npm", "config", "get", "registry"], { cwd: directory })).trim();
  await reach(upstream);
  registry = await startRegistry({ directory: path.join(directory, "registry"), upstream });
  await release();
});

afterAll(async () => {
  await (registry as Registry | undefined)?.[Symbol.asyncDispose]();
  await rm(directory, { recursive: true, force: true });
});

/** @throws Error that names the registry, which an installation that fails half-way would not */
async function reach(upstream: string): Promise<void> {
  const view = ["npm", "view", "openapi-fetch", "version", "--fetch-retries=1"];
  await runCommand(view, { cwd: directory }).catch((error: unknown) => {
    throw new Error(`${upstream} has to give everybody else's packages, and cannot be reached`, { cause: error });
  });
}

/** `pnpm release` of the versions as they are, without the tags that a release leaves in the repository. */
const release = (env: NodeJS.ProcessEnv = { RELEASE_REGISTRY: registry.url, RELEASE_TOKEN: registry.token }) =>
  runCommand([path.join(root, ".ci/release"), "--with-pending", "--no-git-tag"], {
    cwd: root,
    env: { ...process.env, ...env },
  });

describe("pnpm release", () => {
  it.each(publishedNames)("publishes %s in the version of its package.json", async (name) => {
    const response = await fetch(new URL(name, registry.url));
    const { versions } = (await response.json()) as { versions: Record<string, unknown> };
    expect(Object.keys(versions)).toEqual([(await manifestOf(name)).version]);
  });

  it("publishes nothing a second time", async () => {
    expect(await release()).toContain("No unpublished projects to publish");
  });

  it("goes nowhere without the name of a registry and a token", async () => {
    await expect(release({ RELEASE_REGISTRY: "" })).rejects.toThrow("RELEASE_REGISTRY: names no registry");
    await expect(release({ RELEASE_REGISTRY: registry.url, RELEASE_TOKEN: "" })).rejects.toThrow(
      "RELEASE_TOKEN: is not set",
    );
  });

  it("publishes nothing where another registry has been set for our packages", async () => {
    const elsewhere = path.join(directory, "elsewhere");
    await cp(path.join(root, ".ci"), path.join(elsewhere, ".ci"), { recursive: true });
    await writeFile(path.join(elsewhere, "package.json"), "{}");
    await writeFile(path.join(elsewhere, ".npmrc"), "@switchboard:registry=http://127.0.0.1:9/\n");
    const env = { ...process.env, RELEASE_REGISTRY: registry.url, RELEASE_TOKEN: registry.token };
    const attempt = runCommand([path.join(elsewhere, ".ci/release")], { cwd: elsewhere, env });
    await expect(attempt).rejects.toThrow("Nothing was published: pnpm would publish to http://127.0.0.1:9/");
  });

  it("leaves its token in no log of the registry", async () => {
    const log = await readFile(registry.logFile, "utf8");
    expect(log).toContain("PUT");
    expect(log).not.toContain(registry.token);
  });
});

describe.each(["npm", "pnpm"] as const)("installed with %s into an empty project", (installer) => {
  const project = (): string => path.join(directory, installer);

  beforeAll(async () => {
    await installEverything(installer, registry, project());
    await writeModules(project(), ["mock"]);
  });

  it.concurrent.each(Object.keys(compilers))(
    "compiles under TypeScript %s with node16, nodenext and bundler, for the DOM without Node and for Node without the DOM",
    async (compiler) => {
      await expect(compilePrograms(project(), compiler)).resolves.toBeUndefined();
    },
  );

  it.concurrent.each(Object.keys(compilers))(
    "names the types that a module exports by inference from the mock, under TypeScript %s",
    async (compiler) => {
      await expect(declareModules(project(), compiler, ["mock"])).resolves.toBeUndefined();
    },
  );

  it("lists and sends on both services, against the installed switchboard-mock", async () => {
    const key = "consumer-key-5d1f";
    const program = path.join(project(), "node_modules/.bin/switchboard-mock");
    const mock = await startMockProcess(program, ["--log"], project());
    try {
      const report = await runProgram(
        project(),
        `
        import { listAndSend } from "./compiled-7-nodenext-dom/list-and-send.js";
        const report = await listAndSend(${JSON.stringify({ apiKey: key, blotatoUrl: mock.blotatoUrl, blooioUrl: mock.blooioUrl })});
        console.log(JSON.stringify(report));
      `,
      );
      const expected = { sent: "Hello from a consumer", rejected: "notFound" };
      expect(report).toMatchObject({ blotato: expected, blooio: expected });
      expect(mock.lines.join("\n")).toContain("sendMessage");
      expect(mock.lines.join("\n")).not.toContain(key);
    } finally {
      expect(await mock.stop()).toBe(0);
    }
  });

  it("makes the adapters of a bot, with the copy of Chat SDK that the bot has", async () => {
    const report = await runProgram(
      project(),
      `
      import { NotImplementedError } from "chat";
      import { adapters, threadOf } from "./compiled-7-nodenext-node/chat-bot.js";
      const rejected = await adapters.blotato.addReaction().catch((error) => error);
      console.log(JSON.stringify([threadOf("blooio:chat_1"), rejected instanceof NotImplementedError]));
    `,
    );
    expect(report).toEqual([{ conversationId: "chat_1", isGroup: false }, true]);
  });

  it("tests against a mock of its own, faults included", async () => {
    const { requested } = (await runProgram(
      project(),
      `
      import { testAgainstMock } from "./compiled-7-nodenext-dom/test-against-mock.js";
      console.log(JSON.stringify(await testAgainstMock()));
    `,
    )) as { requested: readonly string[] };
    // Repeated after the 429.
    expect(requested.slice(0, 2)).toEqual(["listConversations", "listConversations"]);
    expect(requested.filter((operation) => operation.startsWith("sendMessage"))).toHaveLength(2);
  });
});

/** What a team installs, and the modules that import nothing else. */
const sets = {
  "@switchboard/messaging": {
    further: ["@opentelemetry/api@^1.9.0"],
    modules: ["blotato", "blooio", "errors", "inbox", "jobs", "otel", "webhooks"],
  },
  "@switchboard/blotato": { further: [], modules: ["raw-blotato"] },
  "@switchboard/blooio": { further: [], modules: ["raw-blooio"] },
} as const;

describe.each(["npm", "pnpm"] as const)("installed alone with %s,", (installer) => {
  describe.each(Object.entries(sets))("%s names the types", (name, { further, modules }) => {
    const project = (): string => path.join(directory, `${installer}-${path.basename(name)}`);

    beforeAll(async () => {
      await installPackages(installer, registry, project(), [name, ...further]);
      await writeModules(project(), modules);
    });

    it.concurrent.each(Object.keys(compilers))(
      "that its modules export by inference, under TypeScript %s",
      async (compiler) => {
        await expect(declareModules(project(), compiler, modules)).resolves.toBeUndefined();
      },
    );
  });
});

async function runProgram(cwd: string, code: string): Promise<unknown> {
  await writeFile(path.join(cwd, "main.js"), code);
  return JSON.parse(await runCommand(["node", "main.js"], { cwd }));
}
