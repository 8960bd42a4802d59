import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { describe, expect, it, onTestFinished } from "vitest";

import { freePorts, program, run, start } from "./started-program.ts";

describe("switchboard-mock", () => {
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
});
