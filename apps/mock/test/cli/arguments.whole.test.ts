import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { describe, expect, it, onTestFinished } from "vitest";

import { freePorts, run } from "./started-program.ts";

describe("switchboard-mock", () => {
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
});
