import { describe, expect, test } from "vitest";

import type { Node } from "../src/api/model.ts";
import { generateStates } from "../src/states.ts";
import { typesOf } from "../src/types.ts";
import { bakery } from "./bakery.ts";
import { compile, type Compiled } from "./compiler.ts";

const states = {
  LoafState: { type: "string", enum: ["raw", "baked", "burnt"], "x-open-enum": true, "x-final": ["baked", "burnt"] },
  Status: { type: "string", enum: ["a"], "x-open-enum": true, "x-final": ["a"] },
  Grain: { type: "string", enum: ["rye", "it's oat"], "x-open-enum": true },
  Size: { type: "string", enum: ["small", "large"] },
};

async function compiled(schemas: Node, ...lines: string[]): Promise<Compiled> {
  const document = bakery({ schemas });
  return compile({
    "/schema.ts": await typesOf(document, "bakery"),
    "/states.ts": generateStates("bakery", document),
    "/caller.ts": `${lines.join("\n")}\nexport {};`,
  });
}

test("the final values of an enum are a list, by the plural of its name", () => {
  const file = generateStates("bakery", bakery({ schemas: states }));
  expect(file).toContain('export const finalLoafStates: readonly LoafState[] = ["baked", "burnt"];\n');
  expect(file).toContain('export const finalStatuses: readonly Status[] = ["a"];\n');
  expect(file).not.toContain("finalGrain");
});

describe("a guard narrows a value of an open enum", () => {
  test("to those that the document names", async () => {
    const { errors, typeOf } = await compiled(
      states,
      'import type { Grain } from "./schema.ts";',
      'import { finalLoafStates, isKnown } from "./states.ts";',
      "declare const grain: Grain;",
      'if (isKnown("grain", grain)) { const known = grain; void [known, finalLoafStates]; }',
    );
    expect([errors, typeOf("/caller.ts", "known")]).toEqual([[], '"rye" | "it\'s oat"']);
  });

  test.each(["size", "Grain", "bread"])("and has no %s, which is not one", async (name) => {
    const { errors } = await compiled(
      states,
      'import { isKnown } from "./states.ts";',
      `void isKnown("${name}", "rye");`,
    );
    expect(errors).toEqual([expect.stringContaining(name)]);
  });
});

test("a document without open enums gives code that compiles, and has no example", async () => {
  expect((await compiled({})).errors).toEqual([]);
  expect(generateStates("bakery", bakery())).not.toContain("@example");
});

test("the example of the guard is of the document", () => {
  expect(generateStates("bakery", bakery({ schemas: states }))).toContain(
    ' * if (isKnown("loafState", value)) console.log(',
  );
});
