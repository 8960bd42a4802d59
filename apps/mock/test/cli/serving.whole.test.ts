import { once } from "node:events";

import { describe, expect, it } from "vitest";

import { freePorts, run, type Running } from "./started-program.ts";

interface ReadyLine {
  readonly blotato: { readonly url: string; readonly port: number };
  readonly blooio: { readonly url: string; readonly port: number };
}

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
