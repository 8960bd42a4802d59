import { describe, expect, test } from "vitest";
import { stringify } from "yaml";

import { runChangeset } from "../src/changeset/cli.ts";
import { runDiff } from "../src/diff/cli.ts";
import { runFidelity } from "../src/fidelity/cli.ts";
import { runUpstream } from "../src/upstream/cli.ts";
import { bakery, type Bakery } from "./bakery.ts";
import { bakeryCheckout, type Checkout } from "./diff/checkout.ts";
import { loaf, richBakery, schemas } from "./diff/rated-changes.ts";
import { bakerySpecs, outcomeOf, type Directory, type Outcome } from "./specs-directory.ts";

const yaml = (value: unknown): string => stringify(value, { aliasDuplicateObjects: false });

/** The files of the bakery's spec: the root, what there is of loaves, and the enums, which every tag would share. */
function splitBakery(
  api: Bakery,
  shared: readonly string[] = ["State", "Size"],
): Record<"openapi" | "loaves" | "enums", string> {
  const { securitySchemes, schemas: all } = api["components"] as Record<string, Bakery>;
  const paths = Object.keys(api["paths"] as object);
  const isShared = (name: string): boolean => shared.includes(name);
  const schemasWhere = (wanted: (name: string) => boolean): Bakery =>
    Object.fromEntries(Object.entries(all ?? {}).filter(([name]) => wanted(name)));
  const linked = (text: string, wanted: (name: string) => boolean, file: string): string =>
    text.replaceAll(/"#\/components\/schemas\/(\w+)"/g, (whole, name: string) =>
      wanted(name) ? `"${file}#/components/schemas/${name}"` : whole,
    );
  const root = Object.fromEntries(
    paths.map((name) => [name, { $ref: `loaves.yaml#/paths/${name.replaceAll("/", "~1")}` }]),
  );
  const loaves = { paths: api["paths"] as unknown, components: { schemas: schemasWhere((name) => !isShared(name)) } };
  const enums = { components: { schemas: schemasWhere(isShared) } };
  const quoted = (value: unknown): string => yaml(value).replaceAll(/\$ref: ([^\s"]+)/g, '$ref: "$1"');
  return {
    openapi: yaml({ ...api, paths: root, components: { securitySchemes } }),
    loaves: linked(quoted(loaves), isShared, "enums.yaml"),
    enums: linked(quoted(enums), (name) => !isShared(name), "loaves.yaml"),
  };
}

function write(directory: Directory, folder: string, files: ReturnType<typeof splitBakery>): void {
  for (const [name, text] of Object.entries(files)) directory.write(`${folder}/${name}.yaml`, text);
}

/** Writes the spec of the bakery, with an edit, in several files. */
function writeSplit(
  made: Checkout,
  edit: (api: Bakery) => unknown = () => undefined,
  shared?: readonly string[],
): void {
  const api = richBakery("3.1.0");
  edit(api);
  write(made, "specs/bakery", splitBakery(api, shared));
}

/** A checkout whose spec is in several files at the base already. */
function splitCheckout(): Checkout {
  const made = bakeryCheckout();
  writeSplit(made);
  made.commit();
  made.git("branch", "--force", "main", "HEAD");
  return made;
}

const diff = (made: Checkout): Promise<Outcome> => outcomeOf(() => runDiff([], made.path));
const unchanged = { status: 0, stdout: expect.stringContaining("No spec differs from") as string, stderr: "" };

/** The line of a file on which a text begins. */
function lineOf(made: Checkout, file: string, text: string): number {
  const content = made.read(`specs/bakery/${file}`);
  return content.slice(0, content.indexOf(text)).split("\n").length;
}

describe("specs:diff finds no change", () => {
  test("in a spec that was one file and is several now", async () => {
    const made = bakeryCheckout();
    writeSplit(made);
    expect(await diff(made)).toEqual(unchanged);
  });

  test("in a component that moved to another file", async () => {
    const made = splitCheckout();
    writeSplit(made, undefined, ["State", "Order"]);
    expect(made.read("specs/bakery/enums.yaml")).toContain("Order:");
    expect(await diff(made)).toEqual(unchanged);
  });

  test("in a comment", async () => {
    const made = splitCheckout();
    made.write("specs/bakery/loaves.yaml", `# Warm.\n${made.read("specs/bakery/loaves.yaml")}`);
    expect(await diff(made)).toEqual(unchanged);
  });
});

describe("specs:diff says where a change stands", () => {
  test("in the file that holds it now", async () => {
    const made = splitCheckout();
    writeSplit(made, (api) => schemas(api).State.enum.push("sold"));
    const { stdout } = await diff(made);
    expect(stdout).toContain('State: enum + "sold"');
    expect(stdout).toContain(`(specs/bakery/enums.yaml:${lineOf(made, "enums.yaml", "- baking")})`);
  });

  test("in the file that held it at the base", async () => {
    const made = splitCheckout();
    const line = lineOf(made, "loaves.yaml", "price:") + 1;
    writeSplit(made, (api) => delete loaf(api).properties.price);
    expect((await diff(made)).stdout).toContain(`(specs/bakery/loaves.yaml of the merge base with main:${line})`);
  });

  test("when it comes with the split itself", async () => {
    const made = bakeryCheckout();
    writeSplit(made, (api) => delete loaf(api).properties.price);
    const { stdout } = await diff(made);
    expect(stdout).toMatch(/^ {4}major {2}Loaf\.price: removed$/m);
    expect(stdout).toContain("(specs/bakery/openapi.yaml of the merge base with main:");
  });
});

describe("a file of a spec that is broken is named, with its line, by", () => {
  const broken = (): Checkout => {
    const made = splitCheckout();
    made.write("specs/bakery/loaves.yaml", "paths: [");
    return made;
  };
  const line = expect.stringMatching(/^specs:diff: specs\/bakery\/loaves\.yaml:1:9: Failed to parse: .*\n$/) as string;

  test("specs:diff", async () => {
    expect(await diff(broken())).toEqual({ status: 2, stdout: "", stderr: line });
  });

  test("specs:changeset, which writes nothing", async () => {
    const made = broken();
    const before = made.files();
    const { status, stderr } = await outcomeOf(() => runChangeset([], made.path));
    expect([status, stderr]).toEqual([2, expect.stringContaining("specs/bakery/loaves.yaml:1:9: Failed to parse: ")]);
    expect(made.files()).toEqual(before);
  });

  test("specs:diff when it is broken at the base", async () => {
    const made = broken();
    made.commit();
    made.git("branch", "--force", "main", "HEAD");
    writeSplit(made);
    expect((await diff(made)).stderr).toMatch(
      /^specs:diff: specs\/bakery\/loaves\.yaml of the merge base with main:1:9: Failed to parse: /,
    );
  });

  test("specs:fidelity", async () => {
    const specs = bakerySpecs();
    write(specs, "bakery", { ...splitBakery(bakery("3.1.0"), []), loaves: "paths: [" });
    const { status, stderr } = await outcomeOf(() => runFidelity(["--specs", specs.path]));
    expect([status, stderr]).toEqual([2, expect.stringMatching(/bakery\/loaves\.yaml:1:9: Failed to parse: .*\n$/)]);
  });
});

test("specs:fidelity compares a spec in several files like one", async () => {
  const specs = bakerySpecs();
  write(specs, "bakery", splitBakery(bakery("3.1.0"), ["Loaf"]));
  expect(await outcomeOf(() => runFidelity(["--specs", specs.path]))).toMatchObject({
    status: 0,
    stdout: "bakery: 0 listed differences from the vendor, and no other\n",
  });
});

test("specs:upstream suggests an edit of the file that holds the place", async () => {
  const specs = bakerySpecs();
  write(specs, "bakery", splitBakery(bakery("3.1.0"), ["Order"]));
  const theirs = bakery("3.1.0");
  theirs["paths"]["/loaves"].get.parameters[0].schema.maximum = 20;
  theirs["components"].schemas.Order.properties.count.maximum = 7;
  theirs["servers"] = bakery("3.1.0")["servers"] as unknown;
  const today = specs.write("today.json", JSON.stringify(theirs));
  const { stdout } = await outcomeOf(() => runUpstream(["--specs", specs.path, today]));
  expect(stdout).toContain("# set loaves.yaml#/paths/~1loaves/get/parameters/0/schema/maximum\n           20");
  expect(stdout).toContain("# set enums.yaml#/components/schemas/Order/properties/count/maximum\n           7");
});
