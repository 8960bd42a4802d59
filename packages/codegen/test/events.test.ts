import { describe, expect, test } from "vitest";

import type { Node } from "../src/api/model.ts";
import { Problem } from "../src/api/problem.ts";
import { generateEvents, generateEventSamples } from "../src/events.ts";
import { typesOf } from "../src/types.ts";
import { bakery, json, ref } from "./bakery.ts";
import { compile } from "./compiler.ts";

const fields = (type: string, data: Node): Node => ({ properties: { type: { const: type }, data } });

const webhook = (type: string, changes: { readonly schema?: Node; readonly example?: unknown } = {}): Node => {
  const { schema = { allOf: [ref("Loaf"), fields(type, ref("Loaf"))] } } = changes;
  const example = "example" in changes ? changes.example : { id: "1", type, data: { id: "loaf_1" } };
  const body: Node = { content: { "application/json": { schema, example } } };
  const responses = { "200": json(ref("Loaf")) };
  return {
    post: {
      operationId: "loafBaked",
      summary: "Baked",
      description: "A loaf\nis */ done.",
      requestBody: body,
      responses,
    },
  };
};

const withWebhooks = (webhooks: Node): Node => bakery({ root: { webhooks } });

test("a document without webhooks gives no file", () => {
  expect([generateEvents("bakery", bakery()), generateEventSamples("bakery", bakery())]).toEqual([
    undefined,
    undefined,
  ]);
});

test("the data of each event are found by its type, also behind a reference, and come with what the document says of it", async () => {
  const document = withWebhooks({
    "loaf.baked": webhook("loaf.baked"),
    "loaf.sold": { $ref: "#/components/pathItems/Sold" },
  });
  document["components"].pathItems = { Sold: webhook("loaf.sold") };
  const file = generateEvents("bakery", document) ?? "";
  expect(file).toContain("   * A loaf is *\\/ done.\n");
  const { errors, typeOf } = compile({
    "/schema.ts": await typesOf(bakery(), "bakery"),
    "/events.ts": file,
    "/caller.ts": `import type { EventData } from "./events.ts";
declare const sold: EventData["loaf.sold"];
const id = sold.id;
void id;
export {};`,
  });
  expect([errors, typeOf("/caller.ts", "id")]).toEqual([[], "string"]);
});

test("the example of each event is there for those who deliver it, by a type that only names these", () => {
  const file = generateEventSamples("bakery", withWebhooks({ "loaf.baked": webhook("loaf.baked") })) ?? "";
  const { errors } = compile({
    "/events.ts": file,
    "/caller.ts": `import { bakeryEventSamples, bakeryEventTypes, type BakeryEventType } from "./events.ts";
const type: BakeryEventType = "loaf.eaten";
void [type, bakeryEventTypes, bakeryEventSamples["loaf.baked"]["id"]];`,
  });
  expect(errors).toEqual([expect.stringContaining("loaf.eaten")]);
  expect(file).toContain('"loaf.baked": { id: "loaf_1" }');
});

describe("is rejected with its place: an event", () => {
  test.each([
    ["of another type than it says", webhook("loaf.sold"), /another type.*"const: loaf.baked"/],
    ["without a schema", webhook("loaf.baked", { schema: {} }), /another type/],
    [
      "whose data have no name",
      webhook("loaf.baked", { schema: { allOf: [fields("loaf.baked", { type: "object" })] } }),
      /data without a reference/,
    ],
    ["without an example", webhook("loaf.baked", { example: undefined }), /no example with its type/],
    ["with an example of another type", webhook("loaf.baked", { example: { type: "a", data: {} } }), /no example/],
    ["that is never posted", {}, /another type/],
  ])("%s", (_, item, message) => {
    const generate = (): unknown => generateEvents("bakery", withWebhooks({ "loaf.baked": item }));
    expect(generate).toThrow(Problem);
    expect(generate).toThrow(message);
  });
});
