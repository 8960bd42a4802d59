import { readFileSync } from "node:fs";

import * as blooio from "@switchboard/blooio";
import * as blotato from "@switchboard/blotato";
import { describe, expect, test } from "vitest";

import { readSpecification, type Api } from "./specification.ts";

/** A guard, for names and values that a test finds. */
type Guard = (name: string, value: unknown) => boolean;

const isKnown = { blooio: blooio.isKnown as Guard, blotato: blotato.isKnown as Guard };

const generated = (api: Api): string =>
  readFileSync(new URL(`../../../packages/${api}/src/generated/schema.ts`, import.meta.url), "utf8");

describe.each<Api>(["blooio", "blotato"])("the enums of %s", (api) => {
  const { operations, reachableFrom, schemas } = readSpecification(api);
  const requested = reachableFrom(operations.flatMap(({ requestSchemas }) => requestSchemas));
  const responded = reachableFrom(operations.flatMap(({ responseSchemas }) => responseSchemas));
  const open = [...schemas].filter(([, schema]) => schema["x-open-enum"] === true);
  const closed = [...schemas].filter(([, schema]) => "enum" in schema && schema["x-open-enum"] === undefined);

  test("are all open in responses", () => {
    const enums = [...responded].filter((schema) => Array.isArray(schema["enum"]));
    expect(enums.length).toBeGreaterThan(0);
    expect(enums.filter((schema) => schema["x-open-enum"] !== true)).toEqual([]);
  });

  test("are all closed in requests", () => {
    const enums = [...requested].filter((schema) => Array.isArray(schema["enum"]));
    expect(enums.length).toBeGreaterThan(0);
    expect(enums.filter((schema) => "x-open-enum" in schema)).toEqual([]);
  });

  test.each(open)("%s is generated as its known values and any other string", (name, schema) => {
    const known = (schema["enum"] as string[]).map((value) => JSON.stringify(value)).join(" | ");
    expect(generated(api)).toContain(`export type ${name} = ${known} | (string & {});\n`);
  });

  test.each(open)("isKnown tells the values of %s from others", (schemaName, schema) => {
    const name = schemaName.charAt(0).toLowerCase() + schemaName.slice(1);
    const values = [...(schema["enum"] as string[]), "came-later", "", "toString", undefined];
    expect(values.filter((value) => isKnown[api](name, value))).toEqual(schema["enum"]);
  });

  test.each(closed)("%s is generated as its known values alone", (name) => {
    expect(generated(api)).toMatch(new RegExp(`^export type ${name} = ("\\w+"( \\| )?)+;$`, "m"));
  });
});
