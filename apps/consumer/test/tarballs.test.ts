import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { build } from "esbuild";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { describe, expect, it, onTestFinished } from "vitest";

import { published, publishedNames, root, type Manifest, type PublishedName } from "../src/published.ts";
import { runCommand } from "../src/run-command.ts";
import { tarballs } from "../src/tarballs.ts";

const consumer = path.join(root, "apps/consumer");

async function filesBelow(name: PublishedName, folder: string): Promise<readonly string[]> {
  const directory = path.join(root, published[name], folder);
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(folder, path.relative(directory, path.join(entry.parentPath, entry.name))));
}

/** The guides for those who call us. */
const guides = (await readdir(path.join(root, "docs")))
  .filter((file) => file.endsWith(".md") && file !== "changing-a-spec.md")
  .map((file) => `docs/${file}`);

/** The specs as they are curated; what vendors publish stays here. */
async function specFiles(): Promise<readonly string[]> {
  const apis = ["blooio", "blotato"];
  const names = await Promise.all(apis.map((api) => readdir(path.join(root, "specs", api))));
  return apis.flatMap((api, index) =>
    (names[index] ?? [])
      .filter((file) => file.endsWith(".yaml") && file !== "deviations.yaml")
      .map((file) => `dist/specs/${api}/${file}`),
  );
}

/** What is published: each source, so that its source map leads somewhere, and what the compiler makes of it. */
async function expectedFiles(name: PublishedName): Promise<readonly string[]> {
  const inSource = await filesBelow(name, "src");
  const sources = inSource.filter((file) => file.endsWith(".ts"));
  const document = inSource.filter((file) => file.endsWith("/openapi.json")).map(() => "dist/openapi.json");
  const built = sources.flatMap((file) =>
    ["d.ts", "d.ts.map", "js", "js.map"].map((end) => file.replace(/^src/, "dist").replace(/ts$/, end)),
  );
  const ofTheMock = [
    "admin.openapi.yaml",
    ...(await specFiles()),
    ...(name === "@switchboard/mock" ? await filesBelow(name, "scenarios") : []),
  ];
  return [
    "README.md",
    "package.json",
    ...document,
    ...sources,
    ...built,
    ...(name === "@switchboard/mock" ? ofTheMock : []),
    ...(name === "@switchboard/messaging" ? guides : []),
  ];
}

async function readTarball(name: PublishedName, file: string): Promise<string> {
  return runCommand(["tar", "-xzOf", tarballs[name], `package/${file}`], { cwd: consumer });
}

const sorted = (texts: readonly string[]): readonly string[] => texts.toSorted();

describe.for(publishedNames)("the tarball of %s", (name) => {
  it("holds what was built, its sources, and nothing else", async () => {
    const listed = (await runCommand(["tar", "-tzf", tarballs[name]], { cwd: consumer })).trim().split("\n");
    // A changelog is there from the first release on.
    const files = listed.map((file) => file.replace("package/", "")).filter((file) => file !== "CHANGELOG.md");
    expect(sorted(files)).toEqual(sorted(await expectedFiles(name)));
    expect(files.filter((file) => !/\.(js|ts|map|json|yaml|md)$/.test(file) || /\btest\b/.test(file))).toEqual([]);
  });

  it("holds what its pages lead to, headings included", async () => {
    const files = await expectedFiles(name);
    const pages = files.filter((file) => file.endsWith(".md"));
    const texts = new Map(await Promise.all(pages.map(async (file) => [file, await readTarball(name, file)] as const)));
    const headingsOf = (file: string): readonly string[] =>
      (texts.get(file) ?? "").match(/(?<=^#+ ).*$/gm)?.map((title) => title.toLowerCase()) ?? [];
    const missing = [...texts].flatMap(([file, text]) =>
      [...text.matchAll(/\]\((?!https:)([^)#]*)#?([^)]*)\)/g)].flatMap(([link, target = "", anchor = ""]) => {
        const page = target === "" ? file : path.posix.join(path.posix.dirname(file), target);
        const headings = headingsOf(page).map((title) => title.replaceAll(/[^\w -]/g, "").replaceAll(" ", "-"));
        return files.includes(page) && (anchor === "" || headings.includes(anchor)) ? [] : [`${file}: ${link}`];
      }),
    );
    expect(missing).toEqual([]);
  });

  it("is ESM alone, says on which Node it runs, and runs no script when it is installed", async () => {
    const manifest = JSON.parse(await readTarball(name, "package.json")) as Manifest;
    expect(manifest).toMatchObject({
      type: "module",
      engines: { node: ">=20.19" },
    });
    const scripts = Object.keys(manifest.scripts ?? {});
    expect(scripts.filter((script) => /^(pre|post)?install$|^prepare$/.test(script))).toEqual([]);
  });

  it("exports and starts built files only", async () => {
    const { bin, exports } = JSON.parse(await readTarball(name, "package.json")) as Manifest;
    const targets = JSON.stringify([exports, bin ?? {}]).match(/(?<=":")[^"]+/g) ?? [];
    expect(targets.length).toBeGreaterThan(0);
    // Tools look the version of a package up in its package.json.
    expect(exports).toMatchObject({ "./package.json": "./package.json" });
    expect(targets.filter((target) => !/^(\.\/)?(dist\/|package\.json$)/.test(target))).toEqual([]);
  });

  it("depends on published packages alone, each in a range that an installer may share", async () => {
    const { dependencies = {} } = JSON.parse(await readTarball(name, "package.json")) as Manifest;
    const names = Object.keys(dependencies);
    const ours = names.filter((dependency) => dependency.startsWith("@switchboard/"));
    expect(ours.filter((dependency) => !(publishedNames as readonly string[]).includes(dependency))).toEqual([]);
    // Prism alone is pinned: the mock reaches into it.
    const pinned = names.filter((dependency) => !dependencies[dependency]?.startsWith("^"));
    expect(pinned).toEqual(name === "@switchboard/mock" ? ["@stoplight/prism-http"] : []);
  });

  it("declares each package that its built files import", async () => {
    const manifest = JSON.parse(await readTarball(name, "package.json")) as Manifest;
    const declared = new Set([
      ...Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies, ...manifest.optionalDependencies }),
      name,
    ]);
    const unpacked = await mkdtemp(path.join(tmpdir(), "switchboard-unpacked-"));
    onTestFinished(() => rm(unpacked, { recursive: true, force: true }));
    await runCommand(["tar", "-xzf", tarballs[name], "-C", unpacked], { cwd: consumer });
    const dist = path.join(unpacked, "package/dist");
    const entryPoints = (await readdir(dist, { recursive: true })).filter((file) => file.endsWith(".js"));
    const { metafile } = await build({
      absWorkingDir: dist,
      entryPoints,
      bundle: true,
      write: false,
      metafile: true,
      outdir: "never-written",
      platform: "node",
      format: "esm",
      packages: "external",
    });
    const imported = Object.values(metafile.inputs)
      .flatMap((input) => input.imports)
      .filter((from) => from.external === true && !from.path.startsWith("node:"))
      .map((from) => /^(@[^/]+\/)?[^/]+/.exec(from.path)?.[0] ?? from.path);
    expect([...new Set(imported)].filter((specifier) => !declared.has(specifier))).toEqual([]);
  });

  it("has no fault that publint knows", async () => {
    const file = await readFile(tarballs[name]);
    const tarball = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength);
    const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  it("gives its types to every resolution that ESM has (attw --profile esm-only)", async () => {
    const attw = path.join(consumer, "node_modules/.bin/attw");
    await expect(
      runCommand([attw, tarballs[name], "--profile", "esm-only", "--no-color"], { cwd: consumer }),
    ).resolves.toContain("node16 (from ESM)");
  });
});

it.each(["blooio", "blotato"] as const)("the tarball of the client of %s ships its OpenAPI document", async (api) => {
  const name = `@switchboard/${api}` as const;
  const { exports } = JSON.parse(await readTarball(name, "package.json")) as Manifest;
  expect(exports).toMatchObject({ "./openapi.json": "./dist/openapi.json" });
  const document = JSON.parse(await readTarball(name, "dist/openapi.json")) as Readonly<Record<string, object>>;
  expect(document).toMatchObject({ openapi: expect.stringMatching(/^3\.[01]\./) as string });
  expect(Object.keys(document["paths"] ?? {}).length).toBeGreaterThan(5);
  // It is whole: no reference leads out of it.
  expect(JSON.stringify(document).match(/"\$ref":"(?!#\/)[^"]*"/g)).toBeNull();
});
