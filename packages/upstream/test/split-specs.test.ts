import { bakery, outcomeOf, splitBakery, writeFiles } from "@switchboard/spec-changes/test-support";
import { expect, test } from "vitest";

import { runUpstream } from "../src/check/cli.ts";
import { runFidelity } from "../src/fidelity/cli.ts";
import { bakerySpecs } from "./bakery-specs.ts";

test("specs:fidelity names a file of a spec that is broken, with its line", async () => {
  const specs = bakerySpecs();
  writeFiles(specs, "bakery", { ...splitBakery(bakery("3.1.0"), []), loaves: "paths: [" });
  const { status, stderr } = await outcomeOf(() => runFidelity(["--specs", specs.path]));
  expect([status, stderr]).toEqual([2, expect.stringMatching(/bakery\/loaves\.yaml:1:9: Failed to parse: .*\n$/)]);
});

test("specs:fidelity compares a spec in several files like one", async () => {
  const specs = bakerySpecs();
  writeFiles(specs, "bakery", splitBakery(bakery("3.1.0"), ["Loaf"]));
  expect(await outcomeOf(() => runFidelity(["--specs", specs.path]))).toMatchObject({
    status: 0,
    stdout: "bakery: 0 listed differences from the vendor, and no other\n",
  });
});

test("specs:upstream suggests an edit of the file that holds the place", async () => {
  const specs = bakerySpecs();
  writeFiles(specs, "bakery", splitBakery(bakery("3.1.0"), ["Order"]));
  const theirs = bakery("3.1.0");
  theirs["paths"]["/loaves"].get.parameters[0].schema.maximum = 20;
  theirs["components"].schemas.Order.properties.count.maximum = 7;
  theirs["servers"] = bakery("3.1.0")["servers"] as unknown;
  const today = specs.write("today.json", JSON.stringify(theirs));
  const { stdout } = await outcomeOf(() => runUpstream(["--specs", specs.path, today]));
  expect(stdout).toContain("# set loaves.yaml#/paths/~1loaves/get/parameters/0/schema/maximum\n           20");
  expect(stdout).toContain("# set enums.yaml#/components/schemas/Order/properties/count/maximum\n           7");
});
