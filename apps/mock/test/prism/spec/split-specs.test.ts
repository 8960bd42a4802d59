import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { describe, expect, onTestFinished, test } from "vitest";

import { watchSpecs, type ReloadReport } from "../../../src/cli/watch-specs.ts";
import type { Control } from "../../../src/control/control.ts";
import { createApi, type Api } from "../../../src/http/api.ts";
import { SpecError } from "../../../src/index.ts";
import { loadSpec } from "../../../src/prism/spec/load.ts";
import { createSayingApi, say, sayingService, sayOk } from "../saying-service.ts";
import { splitSpec, temporarySpec } from "./temporary-spec.ts";

const texts = (maxLength: number): string =>
  `type: object\nproperties: { text: { type: string, maxLength: ${maxLength} } }`;

interface Split {
  readonly file: string;
  /** Writes one of its files anew. */
  write(name: string, text: string): Promise<void>;
}

async function splitFiles({ root, say: other }: ReturnType<typeof splitSpec>): Promise<Split> {
  const file = await temporarySpec(root, { "say.yaml": other });
  return { file, write: (name, text) => writeFile(join(dirname(file), name), text) };
}

test("a spec in several files is served like one", async () => {
  const { file } = await splitFiles(splitSpec({ body: texts(3) }));
  const api = await createSayingApi(file);
  expect(api.basePath).toBe("/base");
  expect(await say(api, { text: "abc" })).toEqual({ status: 200, body: {} });
  expect(await say(api, { text: "four" })).toMatchObject({ status: 422 });
});

test("its folder may have any name, and a file may stand in a folder of its own", async () => {
  const { root, say: other } = splitSpec({ body: texts(3) });
  const folder = join(dirname(await temporarySpec(root)), "100% #1 ✓ [a] {b} %20?");
  await mkdir(join(folder, "more parts"), { recursive: true });
  await writeFile(join(folder, "openapi.yaml"), root.replace("say.yaml", "more parts/say.yaml"));
  await writeFile(join(folder, "more parts/say.yaml"), other);
  const api = await createSayingApi(join(folder, "openapi.yaml"));
  expect(await say(api, { text: "four" })).toMatchObject({ status: 422 });
});

describe("a problem is reported at its place in the file that holds it:", () => {
  const problemsOf = async (file: string): Promise<readonly string[]> => {
    const error: unknown = await createSayingApi(file).then(
      () => new Error("The spec was served"),
      (reason: unknown) => reason,
    );
    if (!(error instanceof SpecError)) throw error;
    return error.problems;
  };

  test("what Prism would leave unchecked", async () => {
    const { root, say: other } = splitSpec({ body: "type: object\nproperties:\n  a: { type: strng }" });
    const { file } = await splitFiles({ root, say: other });
    const lines = other.slice(0, other.indexOf("strng")).split("\n");
    const place = `${join(dirname(file), "say.yaml")}:${lines.length}:${(lines.at(-1) ?? "").length + 1} (#/`;
    expect(await problemsOf(file)).toEqual([expect.stringContaining(`${place}paths/~1say/post/requestBody/content`)]);
  });

  test("a schema that does not compile", async () => {
    const { file } = await splitFiles(splitSpec({ body: "type: string\nminLength: -5" }));
    expect(await problemsOf(file)).toEqual([
      expect.stringMatching(/say\.yaml:\d+:\d+ \(#\/paths\/~1say\/post\/requestBody\/.*the schema does not compile/),
    ]);
  });

  test("a reference to what a file does not have", async () => {
    const { root, say: other } = splitSpec({});
    const { file } = await splitFiles({ root, say: other.replaceAll("responses/Rejected", "responses/Nothing") });
    const problems = await problemsOf(file);
    expect(problems).toHaveLength(2);
    expect(problems[0]).toMatch(/say\.yaml:\d+:\d+ \(#\/.*\): \$ref leads nowhere: #\/components\/responses\/Nothing$/);
  });

  test("a reference to a file that there is not", async () => {
    const file = await temporarySpec(splitSpec({}).root);
    expect(await problemsOf(file)).toEqual([
      expect.stringMatching(
        /openapi\.yaml:\d+:\d+ \(#\/paths\/~1say\/\$ref\): \$ref cannot be read: ENOENT.*say\.yaml/,
      ),
    ]);
  });

  test("YAML that breaks off", async () => {
    const { root, say: other } = splitSpec({});
    const { file } = await splitFiles({ root, say: `${other}\n  - [` });
    await expect(createSayingApi(file)).rejects.toThrow(/say\.yaml cannot be served:\n.*say\.yaml:\d+:\d+: /);
  });
});

test("a spec is loaded anew when one of its files has changed, and only then", async () => {
  const { file, write } = await splitFiles(splitSpec({ body: texts(3) }));
  const first = await loadSpec(file);
  expect(await loadSpec(file)).toBe(first);
  await write("say.yaml", splitSpec({ body: texts(4) }).say);
  const second = await loadSpec(file);
  expect(second).not.toBe(first);
  expect(await loadSpec(file)).toBe(second);
});

describe("while the mock runs,", () => {
  interface Watched extends Split {
    readonly api: Api;
    nextReport(): Promise<ReloadReport>;
  }

  async function watched(): Promise<Watched> {
    const split = await splitFiles(splitSpec({ body: texts(3) }));
    const api = await createSayingApi(split.file);
    const other = await createApi(
      sayingService(await temporarySpec(splitSpec({}).root, { "say.yaml": splitSpec({}).say }), { say: sayOk }),
    );
    const reports: ReloadReport[] = [];
    const control = { api: (name: string) => (name === "blotato" ? api : other) } as unknown as Control;
    onTestFinished(watchSpecs(control, (report) => reports.push(report)));
    return {
      ...split,
      api,
      async nextReport() {
        await expect.poll(() => reports.length).toBeGreaterThan(0);
        return reports.shift() as ReloadReport;
      },
    };
  }

  test("an edit of any of the files is served", async () => {
    const { api, nextReport, write } = await watched();
    expect(await say(api, { text: "four" })).toMatchObject({ status: 422 });
    await write("say.yaml", splitSpec({ body: texts(4) }).say);
    expect((await nextReport()).error).toBeUndefined();
    expect(await say(api, { text: "four" })).toMatchObject({ status: 200 });
  });

  test("a file that is added, and to which another one refers, is served once it is there", async () => {
    const { api, nextReport, write } = await watched();
    await write("say.yaml", splitSpec({ body: '$ref: "texts.yaml#/components/schemas/Text"' }).say);
    expect((await nextReport()).error?.message).toMatch(
      /say\.yaml:\d+:\d+ .*\$ref cannot be read: ENOENT.*texts\.yaml/,
    );
    expect(await say(api, { text: "abc" })).toMatchObject({ status: 200 });
    await write("texts.yaml", "components:\n  schemas:\n    Text: { type: object, required: [text] }\n");
    expect((await nextReport()).error).toBeUndefined();
    expect(await say(api, {})).toMatchObject({ status: 422 });
    await write("texts.yaml", "components:\n  schemas:\n    Text: { type: object }\n");
    expect((await nextReport()).error).toBeUndefined();
    expect(await say(api, {})).toMatchObject({ status: 200 });
  });

  test("a tag file that is broken leaves the last good spec serving", async () => {
    const { api, nextReport, write } = await watched();
    await write("say.yaml", "paths: [");
    expect((await nextReport()).error?.message).toContain("say.yaml cannot be served");
    expect(await say(api, { text: "four" })).toMatchObject({ status: 422 });
  });
});
