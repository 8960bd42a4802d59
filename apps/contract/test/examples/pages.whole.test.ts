import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

import { signWebhook } from "@switchboard/messaging/webhooks";
import { parse } from "yaml";
import { describe, expect, it } from "vitest";

import { blocksIn, nameOf, pages, root } from "./all-pages.ts";
import { commandsIn, runOf } from "./commands.ts";
import type { Block } from "./read-page.ts";
import { runProgram, type Ended } from "./run-program.ts";
import { useSurroundings } from "./surroundings.ts";

const tsc = path.join(root, "apps/contract/node_modules/.bin/tsc");

/** A block whose first line names a file of the repository is that file. */
const isFile = (block: Block): boolean => block.language === "ts" && nameOf(block)?.includes("/") === true;
const programs = blocksIn("ts").filter(([, block]) => !isFile(block));
const files = blocksIn("ts").filter(([, block]) => isFile(block));
/** Receivers that run until somebody ends them, and those that a runtime calls. */
const isServer = ({ text }: Block): boolean => text.includes('process.env["PORT"]');
const isModule = ({ text }: Block): boolean => text.includes("export default");
const finite = programs.filter(([, block]) => !isServer(block) && !isModule(block));
const secret = "whsec_of_the_pages";
const received = { type: "message.received", data: { sender: "+15555550142", text: "Are you open today?" } };
const written = /\+15555550142 wrote: Are you open today\?/;
const commands = new Map(
  blocksIn("sh").flatMap(([place, { text }, page]) =>
    commandsIn(text).map((command) => [command, { place, page }] as const),
  ),
);

describe("the code in the pages", () => {
  const surroundings = useSurroundings(programs);
  const { fileOf, folderOf, placed } = surroundings;

  it("says what language it is in, and that is one that is checked here", () => {
    const checked = new Set(["ts", "sh", "yaml", "ini"]);
    const others = pages.flatMap(({ blocks }) => blocks).filter(({ language }) => !checked.has(language));
    expect(others.map(({ place, language }) => `${place} ${language}`)).toEqual([]);
  });

  it("compiles", async () => {
    const { stdout } = await promisify(execFile)(tsc, ["-p", surroundings.directory, "--pretty", "false"]).catch(
      (error: unknown) => error as { stdout: string },
    );
    expect(stdout).toBe("");
  });

  it("has a receiver for each framework that the guide names", () => {
    const receivers = programs.filter(([, block]) => isServer(block) || isModule(block)).map(([, { text }]) => text);
    for (const word of ["express", "fastify", "hono", "env.BLOOIO_WEBHOOK_SECRET"])
      expect(receivers.filter((text) => text.includes(word))).toHaveLength(1);
  });

  it.concurrent.each(programs.filter(([, block]) => isServer(block)))(
    "serves, and receives an event: %s",
    async (_, block, page) => {
      const { errors, output } = await runProgram(process.execPath, [fileOf(block, page)], {
        cwd: folderOf(page),
        env: { BLOOIO_WEBHOOK_SECRET: secret, PORT: "0" },
        whenReady: [
          /port: (\d+)/,
          async ([, port]) => {
            const signed = await signWebhook(received, secret);
            const response = await fetch(`http://127.0.0.1:${port}/hooks/blooio`, { method: "POST", ...signed });
            expect([response.status, await response.text()]).toEqual([200, "handled\n"]);
          },
        ],
      });
      expect(errors).toBe("");
      expect(output).toMatch(written);
    },
  );

  it.concurrent.each(programs.filter(([, block]) => isModule(block)))(
    "receives an event as a runtime gives it: %s",
    async (_, block, page) => {
      const { body, headers } = await signWebhook(received, secret);
      const init = JSON.stringify({ method: "POST", body, headers });
      const driver = `
        import module from ${JSON.stringify(fileOf(block, page))};
        const env = { BLOOIO_WEBHOOK_SECRET: ${JSON.stringify(secret)} };
        const response = await module.fetch(new Request("https://example.com/hooks/blooio", ${init}), env);
        console.log(response.status);`;
      const { errors, output } = await runProgram(process.execPath, ["--input-type=module", "-e", driver], {
        cwd: folderOf(page),
        env: { BLOOIO_WEBHOOK_SECRET: secret },
      });
      expect(errors).toBe("");
      expect(output).toMatch(written);
      expect(output).toMatch(/^200$/m);
    },
  );

  it.concurrent.each(finite)("runs to its end and says something: %s", async (_, block, page) => {
    const { code, errors, output } = await runProgram(process.execPath, [fileOf(block, page)], {
      cwd: folderOf(page),
      env: {
        HTTPS_PROXY: surroundings.network.proxy,
        NODE_EXTRA_CA_CERTS: surroundings.certificate,
        // A program that brings its own way through the proxy has to find it by itself.
        ...(!block.text.includes('"undici"') && { NODE_USE_ENV_PROXY: "1", NO_PROXY: "127.0.0.1" }),
      },
    });
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    // One that tests by itself need not.
    if (!block.text.includes("node:assert")) expect(output).not.toBe("");
  });

  it.each(files)("is the file that its first line names, which has tests of its own: %s", async (_, block) => {
    expect(block.text).toBe(await readFile(path.join(root, nameOf(block) ?? ""), "utf8"));
  });

  /** By their lines: pages show some of them in two spellings. */
  const ran = new Map<string, Promise<Ended>>();

  it.concurrent.each([...commands])("runs, or is run elsewhere: %s", async (command, { page }) => {
    const run = runOf(command);
    if (run.kind === "elsewhere") {
      expect(await readFile(path.join(root, run.file), "utf8")).toContain(run.words);
      return;
    }
    const line = placed(
      run.kind === "mock" ? `exec switchboard-mock ${run.args} --blotato-port 0 --blooio-port 0` : run.command,
    );
    const ending =
      ran.get(line) ??
      runProgram("bash", ["-c", line], {
        cwd: folderOf(page),
        env: line.includes("NODE_EXTRA_CA_CERTS") ? {} : { NODE_EXTRA_CA_CERTS: surroundings.certificate },
        ...(run.kind === "mock" && { until: /http:[^]*http:.*\n/ }),
      });
    ran.set(line, ending);
    const { code, errors, output } = await ending;
    expect({ code, errors }).toEqual({ code: 0, errors: "" });
    expect(output).not.toBe("");
  });

  it("goes through the proxy wherever it is for the real services", () => {
    expect([...new Set(surroundings.network.connections)].toSorted()).toEqual([
      "api.blooio.com:443",
      "backend.blotato.com:443",
      "messaging.example.com:443",
    ]);
  });

  it.each(blocksIn("yaml"))(
    "is a file that a command uses, or stands in the file that it names: %s",
    async (_, block) => {
      const name = nameOf(block);
      expect(parse(block.text)).toEqual(expect.anything());
      if (name?.includes("/") === true) {
        const lines = (text: string): string => text.replaceAll(/^\s+/gm, "");
        const excerpt = lines(block.text.slice(block.text.indexOf("\n") + 1));
        expect(lines(await readFile(path.join(root, name), "utf8"))).toContain(excerpt);
      } else {
        expect([...commands.keys()]).toContainEqual(expect.stringContaining(`./${name}`));
      }
    },
  );

  it.each(blocksIn("ini"))("sets what a release sets, with a value of its own: %s", async (_, { text }) => {
    const release = await readFile(path.join(root, ".ci/release"), "utf8");
    const [name = "", address = ""] = text.trim().split("=");
    expect(release).toContain(`${name}=`);
    expect(URL.parse(address)?.protocol).toBe("https:");
  });
});
