import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { expect, test } from "vitest";

import type { MockOptions } from "../../../src/index.ts";

/** Says after each step which parts of Prism, and of Node, the process has loaded. */
const program = `
  import { createRequire } from "node:module";
  const { startMock } = await import(process.argv[1]);
  const { cache } = createRequire(process.argv[1]);
  const loaded = () => ({
    mocker: Object.keys(cache).some((file) => /prism-http.dist.mocker/.test(file)),
    faker: Object.keys(cache).some((file) => file.includes("faker")),
    router: Object.keys(cache).some((file) => /prism-http.dist.router/.test(file)),
    yaml: Object.keys(cache).some((file) => /node_modules.yaml.dist/.test(file)),
    undici: process.moduleLoadList.some((name) => name.endsWith("deps/undici/undici")),
  });
  const { get } = createRequire(process.argv[1])("node:http");
  const steps = [];
  const call = (path, headers) =>
    new Promise((resolve) => {
      get(mock.blotato.url + path, { headers }, (response) =>
        response.resume().on("end", () => {
          steps.push({ status: response.statusCode, ...loaded() });
          resolve();
        }),
      );
    });
  const mock = await startMock(JSON.parse(process.argv[2]));
  const key = { "blotato-api-key": "k" };
  await call("/v2/conversations?limit=2", key);
  await call("/v2/conversations?limit=no", key);
  await call("/v2/conversations", { ...key, prefer: "example=empty, code=200" });
  await call("/v2/conversations", { ...key, prefer: "code=404" });
  await mock.close();
  console.log(JSON.stringify(steps));
`;

/** What was loaded after a valid request, an invalid one, and two that prefer an example. */
async function loadedBy(options: MockOptions): Promise<readonly unknown[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--input-type=module",
    "--eval",
    program,
    new URL("../../../src/index.ts", import.meta.url).href,
    JSON.stringify(options),
  ]);
  return JSON.parse(stdout) as readonly unknown[];
}

const nothing = { mocker: false, faker: false, router: false, yaml: false, undici: false };

test("each part of Prism is loaded with the first request that needs it", async () => {
  const [accepted, rejected, , preferred] = await loadedBy({});
  expect(accepted).toEqual({ ...nothing, status: 200 });
  expect(rejected).toEqual({ ...nothing, router: true, status: 422 });
  expect(preferred).toMatchObject({ status: 404, mocker: true, faker: true });
});

test("with `validate: prism` a valid request goes through Prism's engine as well", async () => {
  const [accepted, rejected, , preferred] = await loadedBy({ validate: "prism" });
  expect(accepted).toEqual({ ...nothing, router: true, status: 200 });
  expect(rejected).toEqual({ ...nothing, router: true, status: 422 });
  expect(preferred).toMatchObject({ status: 404, mocker: true, faker: true });
});
