import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface, type Interface } from "node:readline";
import { fileURLToPath } from "node:url";

import { afterEach, describe, expect, it, onTestFinished } from "vitest";

const program = fileURLToPath(new URL("../../bin/switchboard-mock.js", import.meta.url));
const freePorts = ["--blotato-port", "0", "--blooio-port", "0"];
const started: ChildProcess[] = [];

afterEach(() => {
  // Each child leads a group of its own, so that what it started ends with it.
  for (const { pid } of started.splice(0)) endGroup(pid);
});

function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch {
    // Nothing of it is left.
  }
}

interface ReadyLine {
  readonly blotato: { readonly url: string; readonly port: number };
  readonly blooio: { readonly url: string; readonly port: number };
}

interface Running {
  readonly child: ChildProcess;
  readonly output: readonly string[];
  readonly lines: Interface;
  readonly errors: readonly string[];
  /** Resolves with the URL of Blotato; rejects when the program ends before it is ready. */
  readonly ready: () => Promise<string>;
  /** Resolves when the program, and all that writes to its output, has ended. */
  readonly exited: Promise<unknown>;
}

function start(command: string, args: readonly string[]): Running {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], detached: true });
  started.push(child);
  const output: string[] = [];
  const errors: string[] = [];
  const lines = createInterface(child.stdout).on("line", (line) => output.push(line));
  createInterface(child.stderr).on("line", (line) => errors.push(line));
  const exited = once(child, "close");
  const ready = async (): Promise<string> => {
    while (!output.some((line) => line.includes("Ctrl-C"))) {
      const isOver = await Promise.race([once(lines, "line").then(() => false), exited.then(() => true)]);
      if (isOver) throw new Error(`ended before it was ready: ${errors.join("\n")}`);
    }
    return /http:\/\/[\d.:[\]]+/.exec(output.join("\n"))?.[0] ?? "";
  };
  return { child, output, lines, errors, ready, exited };
}

const run = (...args: string[]): Running => start(process.execPath, [program, ...args]);

describe("switchboard-mock", () => {
  it("prints each base URL with a curl that works and a snippet of three lines", async () => {
    const { output, ready } = run(...freePorts);
    await ready();
    const curls = output.flatMap((line) => /curl -H '([^:]+): ([^']+)' '([^']+)'/.exec(line) ?? []);
    expect(curls).toHaveLength(8);
    for (const [name, value, url] of [curls.slice(1, 4), curls.slice(5, 8)]) {
      const response = await fetch(url ?? "", { headers: { [name ?? ""]: value ?? "" } });
      expect(response.status).toBe(200);
    }
    expect(output.filter((line) => /^ {2}(import|const|console)/.test(line))).toHaveLength(6);
  });

  it("starts its clock at a time that is given, and then responds with the same bytes each time", async () => {
    const responses = await Promise.all(
      [1, 2].map(async () => {
        const url = await run(...freePorts, "--start-time", "2026-06-01T12:00:00Z").ready();
        const response = await fetch(`${url}/v2/messages`, { headers: { "blotato-api-key": "k" } });
        return response.text();
      }),
    );
    expect(responses[0]).toContain('"2026-06-01T');
    expect(responses[0]).toBe(responses[1]);
  });

  it.each(["SIGINT", "SIGTERM"] as const)(
    "ends with exit code 0 on %s, with a connection still open",
    async (signal) => {
      const { child, exited, ready } = run(...freePorts);
      const url = await ready();
      await fetch(`${url}/v2/conversations`, { headers: { "blotato-api-key": "x" } });
      child.kill(signal);
      expect(await exited).toEqual([0, null]);
      await expect(fetch(url)).rejects.toThrow("fetch failed");
    },
  );

  it("ends with exit code 0 on Ctrl-C in the moment in which it is ready", async () => {
    const { child, exited, ready } = run(...freePorts);
    await ready();
    child.kill("SIGINT");
    expect(await exited).toEqual([0, null]);
  });

  // The shell's command line names pnpm, as that of npx does.
  const script = `"${process.execPath}" "${program}" ${freePorts.join(" ")}; : pnpm`;

  it("ends when the package manager that started it is ended by a signal", async () => {
    const { child, exited, ready } = start("sh", ["-c", script]);
    const url = await ready();
    expect((await fetch(url)).status).toBe(404);
    child.kill("SIGKILL");
    // The mock holds the shell's output open until it ends itself.
    await exited;
    await expect(fetch(url)).rejects.toThrow("fetch failed");
  });

  it("ends also when that happens in the moment in which it is ready", async () => {
    const { child, exited, ready } = start("sh", ["-c", script]);
    const url = await ready();
    child.kill("SIGKILL");
    await exited;
    await expect(fetch(url)).rejects.toThrow("fetch failed");
  });

  it.each([
    [["--blotato-port", "x"], "--blotato-port", "expected a whole number from 0 to 65535"],
    [["--blooio-port", "70000"], "--blooio-port", "expected a whole number from 0 to 65535"],
    [["--seed", "-1"], "--seed", ""],
    [["--nope"], "--nope", "--help"],
    [["extra"], "extra", "--help"],
    [["--host", ""], "--host", "expected an address"],
    [["--admin", "nobody"], "--admin", "expected loopback or anywhere"],
    [["--admin", "token:short"], "--admin", "8 printable characters"],
    [["--start-time", "2026-06-01"], "--start-time", "expected a time such as 2026-06-01T12:00:00Z"],
    [["--ready", "xml"], "--ready", "expected text or json"],
    [["--console-port", "0"], "--console-port", "changes nothing without --console"],
    [["--blotato-upstream", "https://a.example"], "--blotato-upstream", "changes nothing without --record"],
    [["--record", "x", "--scenario", "busy-inbox"], "--scenario", "changes nothing together with --record"],
    [["--record", "x", "--seed", "1"], "--seed", "changes nothing together with --record"],
    [["--https-cert", "cert.pem"], "--https-cert", "changes nothing without --https-key"],
    [["--coverage", "report.txt"], "--coverage", "ends in .json or .html"],
    [["--validate", "slow"], "--validate", "expected fast or prism"],
    [["--keys", "a,,b"], "--keys", "expected keys with a comma between them"],
    [["--conversations", "many"], "--conversations", "expected a whole number from 0 to 1000000"],
  ])("rejects the arguments %j with one line and exit code 2", async (args, what, expected) => {
    const { errors, exited } = run(...args);
    expect(await exited).toEqual([2, null]);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(what);
    expect(errors[0]).toContain(expected);
  });

  it("says which port is busy in one line, and ends with exit code 1", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void other.close());
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const { errors, exited } = run("--blotato-port", "0", "--blooio-port", String(port));
    expect(await exited).toEqual([1, null]);
    expect(errors).toEqual([
      `switchboard-mock: 127.0.0.1:${port} is in use; stop what listens there, or choose another port`,
    ]);
  });

  it("says in one line that there is no such scenario, and ends with exit code 1", async () => {
    const { errors, exited } = run(...freePorts, "--scenario", "quiet");
    expect(await exited).toEqual([1, null]);
    expect(errors).toEqual([expect.stringMatching(/no scenario "quiet"; expected one of .*flaky-network/)]);
  });

  it("ends in an orderly way when nobody reads its output any more", async () => {
    const { child, errors, exited, ready } = run(...freePorts, "--log");
    const url = await ready();
    child.stdout?.destroy();
    // The end of the reader shows with the next line.
    await fetch(`${url}/v2/users/me`, { headers: { "blotato-api-key": "k" } }).catch(() => undefined);
    expect(await exited).toEqual([0, null]);
    expect(errors).toEqual([]);
  });

  it.each(["report.json", "report.html"])("writes at its end to %s what was never tried", async (name) => {
    const directory = await mkdtemp(path.join(tmpdir(), "switchboard-coverage-"));
    onTestFinished(() => rm(directory, { recursive: true }));
    const file = path.join(directory, name);
    const { child, exited, ready } = run(...freePorts, "--coverage", file);
    const url = await ready();
    await fetch(`${url}/v2/conversations?limit=1`, { headers: { "blotato-api-key": "k" } });
    child.kill("SIGTERM");
    await exited;
    const text = await readFile(file, "utf8");
    if (name.endsWith("html")) {
      expect(text).toMatch(/1 of \d+ operations were requested/);
      expect(text).toMatch(/listConversations<\/td><td>1<\/td><td>200: 1<\/td><td><\/td><td>.*429/);
      return;
    }
    const { items } = JSON.parse(text) as { items: { operationId: string; untriedStatuses: string[] }[] };
    const found = items.find(({ operationId }) => operationId === "listConversations");
    expect(found).toMatchObject({ requests: 1, statuses: { 200: 1 } });
    expect(found?.untriedStatuses).toContain("429");
  });

  it("says before it is ready that the report cannot be written", async () => {
    const { errors, exited } = run(...freePorts, "--coverage", "/nowhere/report.json");
    expect(await exited).toEqual([1, null]);
    expect(errors.join("\n")).toContain("--coverage /nowhere/report.json cannot be written: ENOENT");
  });

  it("says in one line that there is nothing to replay, and ends with exit code 1", async () => {
    const { errors, exited } = run(...freePorts, "--replay", "/nowhere");
    expect(await exited).toEqual([1, null]);
    expect(errors).toEqual([expect.stringContaining("The recordings in /nowhere cannot be read: ENOENT")]);
  });

  it("lists the scenarios", async () => {
    const { exited, output } = run("--list");
    expect(await exited).toEqual([0, null]);
    expect(output.map((line) => line.split(" ")[0])).toEqual([
      "busy-inbox",
      "expired-window",
      "flaky-network",
      "rate-limited-key",
    ]);
  });

  it("begins with a scenario, accepts the keys it was given alone, and logs each request without them", async () => {
    const { child, exited, output, ready } = run(
      ...freePorts,
      "--scenario",
      "rate-limited-key",
      "--keys",
      "key-of-team-a",
      "--log",
    );
    const url = await ready();
    const statusFor = async (key: string): Promise<number> =>
      (await fetch(`${url}/v2/conversations?cursor=`, { headers: { "blotato-api-key": key } })).status;
    expect([await statusFor("key-of-team-a"), await statusFor("key-of-team-b")]).toEqual([200, 401]);
    child.kill("SIGINT");
    await exited;
    const printed = output.join("\n");
    expect(printed).toContain("Scenario rate-limited-key");
    expect(printed).toMatch(/blotato {2}200 .*GET \/v2\/conversations\?cursor= {2}listConversations/);
    expect(printed).toMatch(/blotato {2}401 .*the API key is not one of those/);
    expect(printed).not.toContain("key-of-team");
  });

  it.each(["--help", "-h"])("describes itself with %s", async (flag) => {
    const { exited, output } = run(flag);
    expect(await exited).toEqual([0, null]);
    expect(output.join("\n")).toContain("--blotato-port N");
  });

  it("says its version", async () => {
    const { exited, output } = run("--version");
    expect(await exited).toEqual([0, null]);
    expect(output).toEqual([expect.stringMatching(/^\d+\.\d+\.\d+$/)]);
  });

  /** The first line of a program that was started with `--ready json`. */
  async function readyOf(...args: string[]): Promise<{ readonly running: Running; readonly line: ReadyLine }> {
    const running = run(...freePorts, "--ready", "json", ...args);
    while (running.output.length === 0) await Promise.race([once(running.lines, "line"), running.exited]);
    return { running, line: JSON.parse(running.output[0] ?? "") as ReadyLine };
  }

  it("says in one line of JSON where everything is, once it is ready", async () => {
    const { line, running } = await readyOf();
    expect(line).toMatchObject({ ready: true, page: null });
    for (const { port, url } of [line.blotato, line.blooio]) {
      expect(new URL(url).port).toBe(String(port));
      expect((await fetch(`${new URL(url).origin}/__mock/state`)).status).toBe(200);
    }
    expect(running.output).toHaveLength(1);
  });

  it.each(["0.0.0.0", "::"])("prints addresses that work when it listens on %s, and warns", async (host) => {
    const { output, ready } = run(...freePorts, "--host", host);
    const url = await ready();
    expect((await fetch(`${url}/__mock/state`)).status).toBe(200);
    expect(output.join("\n")).toContain("The mock is open to the network");
    expect(output.join("\n")).not.toMatch(/0\.0\.0\.0|\[::\]/);
  });
});
