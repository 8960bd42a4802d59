import { readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";

import { expect, onTestFinished, test } from "vitest";

import { watchSpecs, type ReloadReport } from "../../../src/cli/watch-specs.ts";
import type { Control } from "../../../src/control/control.ts";
import { createApi, createApiOver, type Api } from "../../../src/http/api.ts";
import { say, sayingService, sayOk } from "../saying-service.ts";
import { sayingSpec, temporarySpec } from "./temporary-spec.ts";

const spec = (maxLength: number): string =>
  sayingSpec({ body: `type: object\nproperties: { text: { type: string, maxLength: ${maxLength} } }` });

interface Watched {
  readonly api: Api;
  readonly file: string;
  /** The next report, also if it came already. */
  nextReport(): Promise<ReloadReport>;
}

/** An API whose file is watched, in the place of both that a mock has. */
async function watched(placeOf = (file: string) => Promise.resolve(file)): Promise<Watched> {
  const real = await temporarySpec(spec(3));
  const file = await placeOf(real);
  let count = 0;
  const api = await createApi(sayingService(file, { say: () => ({ status: 200, body: { count: (count += 1) } }) }));
  const other = await createApi(sayingService(await temporarySpec(spec(3)), { say: sayOk }));
  const reports: ReloadReport[] = [];
  const control = { api: (name: string) => (name === "blotato" ? api : other) } as unknown as Control;
  onTestFinished(watchSpecs(control, (report) => reports.push(report)));
  return {
    api,
    file,
    async nextReport() {
      await expect.poll(() => reports.length).toBeGreaterThan(0);
      return reports.shift() as ReloadReport;
    },
  };
}

test("an edited spec is served at once, with the state as it was", async () => {
  const { api, file, nextReport } = await watched();
  expect(await say(api, { text: "four" })).toMatchObject({ status: 422 });
  expect(await say(api, { text: "abc" })).toMatchObject({ body: { count: 1 } });
  await writeFile(file, spec(4));
  expect(await nextReport()).toMatchObject({ api: "blotato", file, error: undefined, unmodelled: [] });
  expect(await say(api, { text: "four" })).toMatchObject({ status: 200, body: { count: 2 } });
});

test("a spec behind a symbolic link is served anew as well", async () => {
  let real = "";
  const { api, nextReport } = await watched(async (file) => {
    real = file;
    const link = `${await temporarySpec("")}.link.yaml`;
    await symlink(file, link);
    return link;
  });
  await writeFile(real, spec(4));
  expect((await nextReport()).error).toBeUndefined();
  expect(await say(api, { text: "four" })).toMatchObject({ status: 200 });
});

test("a file that an editor puts in the place of the old one is served as well", async () => {
  const { api, file, nextReport } = await watched();
  await writeFile(`${file}.new`, spec(4));
  await rename(`${file}.new`, file);
  expect((await nextReport()).error).toBeUndefined();
  expect(await say(api, { text: "four" })).toMatchObject({ status: 200 });
});

test.each<[string, (text: string) => string, RegExp]>([
  ["is not YAML", (text) => `${text}\n  - [`, /openapi\.yaml cannot be served/],
  ["is no OpenAPI document", () => "hello: there\n", /expected an OpenAPI document/],
  ["has a type that there is not", (text) => text.replace("type: string, max", "type: strin, max"), /strin/],
])("a spec that %s leaves the last good one serving, and says why", async (_, edit, reason) => {
  const { api, file, nextReport } = await watched();
  await writeFile(file, edit(await readFile(file, "utf8")));
  expect((await nextReport()).error?.message).toMatch(reason);
  expect(await say(api, { text: "abc" })).toMatchObject({ status: 200 });
  expect(await say(api, { text: "four" })).toMatchObject({ status: 422 });
  await writeFile(file, spec(4));
  expect((await nextReport()).error).toBeUndefined();
  expect(await say(api, { text: "four" })).toMatchObject({ status: 200 });
});

test("a spec that is gone leaves the last good one serving", async () => {
  const { api, file, nextReport } = await watched();
  await rm(file);
  expect((await nextReport()).error?.message).toContain("the file cannot be read");
  expect(await say(api, { text: "abc" })).toMatchObject({ status: 200 });
});

test("an operation that was added responds with its examples until it has a model", async () => {
  const { api, file, nextReport } = await watched();
  const added = `  /shout:
    get:
      operationId: shout
      responses:
        "200":
          description: Shouted.
          content:
            application/json:
              schema: { type: object }
              example: { word: "HEY" }
components:
`;
  await writeFile(file, spec(3).replace(/^components:\n/m, added));
  expect((await nextReport()).unmodelled).toEqual(["shout"]);
  const response = await api.handle({
    method: "GET",
    target: "/base/shout",
    headers: { key: "k" },
    body: new Uint8Array(),
  });
  expect(response).toMatchObject({ status: 200, body: { word: "HEY" } });
});

test("no request fails while a spec is reloaded", async () => {
  const { api, file } = await watched();
  const statuses = new Set<number>();
  const reloaded = new AbortController();
  const requests = (async () => {
    while (!reloaded.signal.aborted) {
      statuses.add((await say(api, { text: "abc" })).status);
      // The response of a model comes without any wait, which would leave no time for a file to be read.
      await setImmediate();
    }
  })();
  for (let round = 0; round < 5; round += 1) {
    await writeFile(file, spec(10 + round));
    await api.reload();
  }
  reloaded.abort();
  await requests;
  expect([...statuses]).toEqual([200]);
});

test("another scenario during a reload loses no edit of the spec", async () => {
  const { api, file } = await watched();
  await writeFile(file, spec(4));
  const reloading = api.reload();
  const next = createApiOver(api.specs, api.service, {});
  await reloading;
  expect(await say(next, { text: "four" })).toMatchObject({ status: 200 });
});
