import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { get as getOverHttps } from "node:https";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { startMock } from "@switchboard/mock";
import { expect, onTestFinished, test } from "vitest";

import { selfSigned } from "./examples/network/certificate.ts";

const { certificate: cert, key } = selfSigned(["127.0.0.1"]);

const get = async (url: string): Promise<number | undefined> => {
  const request = getOverHttps(url, { ca: cert, headers: { "blotato-api-key": "k", authorization: "Bearer k" } });
  const [response] = (await once(request, "response")) as [IncomingMessage];
  await response.toArray();
  return response.statusCode;
};

test("the mock serves both APIs and its own interface with a certificate that the caller gives", async () => {
  await using mock = await startMock({ https: { cert, key } });
  const [blotato, blooio] = [`${mock.blotato.url}/v2/conversations`, `${mock.blooio.url}/chats`];
  expect([new URL(blotato).protocol, new URL(blooio).protocol]).toEqual(["https:", "https:"]);
  const state = `${new URL(blotato).origin}/__mock/state`;
  expect(await Promise.all([blotato, blooio, state].map(get))).toEqual([200, 200, 200]);
  // Nothing is served without it.
  await expect(fetch(blotato.replace("https:", "http:"))).rejects.toThrow("fetch failed");
});

test.each(["before", "body"] as const)("a connection that is reset (%s) is an error over HTTPS too", async (reset) => {
  await using mock = await startMock({ https: { cert, key } });
  mock.fail("listChats", { reset, times: 1 });
  await expect(get(`${mock.blooio.url}/chats`)).rejects.toThrow(/hang up|aborted|ECONNRESET/);
  expect(await get(`${mock.blooio.url}/chats`)).toBe(200);
});

test("a certificate that cannot be used is an error that says what is expected", async () => {
  await expect(startMock({ https: { cert: "nothing", key } })).rejects.toThrow(
    /The certificate and its key cannot be used: .*; expected both in PEM/,
  );
});

test("the command takes the files of a certificate and its key", async () => {
  const directory = await mkdtemp(path.join(tmpdir(), "switchboard-https-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  const files = ["cert", "key"].map((name) => path.join(directory, `${name}.pem`));
  await Promise.all([cert, key].map((text, index) => writeFile(files[index] ?? "", text)));
  const program = fileURLToPath(new URL("../../mock/bin/switchboard-mock.js", import.meta.url));
  const [certFile = "", keyFile = ""] = files;
  const ports = ["--blotato-port", "0", "--blooio-port", "0"];
  const args = [program, ...ports, "--ready", "json", "--https-cert", certFile, "--https-key", keyFile];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill());
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  const { blooio } = JSON.parse(line) as { blooio: { url: string } };
  expect(await get(`${blooio.url}/chats`)).toBe(200);
});
