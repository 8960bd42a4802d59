import { expect, expectTypeOf, onTestFinished, test } from "vitest";

import { handlers as blooioHandlers } from "../../src/blooio/handlers.ts";
import { handlers as blotatoHandlers } from "../../src/blotato/handlers.ts";
import { startMock, type BlooioOperationId, type BlotatoOperationId, type Mock } from "../../src/index.ts";

type Parameter<Api extends "blotato" | "blooio", Method extends "fail" | "requests"> = Parameters<Mock[Api][Method]>[0];

test("operations are named by the ids of the specs, on both APIs and on each", async () => {
  expectTypeOf<Parameters<Mock["fail"]>[0]>().toEqualTypeOf<BlotatoOperationId | BlooioOperationId | "*">();
  expectTypeOf<Parameters<Mock["requests"]>[0]>().toEqualTypeOf<BlotatoOperationId | BlooioOperationId | undefined>();
  expectTypeOf<Parameter<"blotato", "fail">>().toEqualTypeOf<BlotatoOperationId | "*">();
  expectTypeOf<Parameter<"blooio", "fail">>().toEqualTypeOf<BlooioOperationId | "*">();
  expectTypeOf<Parameter<"blotato", "requests">>().toEqualTypeOf<BlotatoOperationId | undefined>();
  expectTypeOf<Parameter<"blooio", "requests">>().toEqualTypeOf<BlooioOperationId | undefined>();
  const mock = await startMock();
  onTestFinished(() => mock.close());
  // @ts-expect-error a typing error does not compile
  expect(mock.requests("sendMesage")).toEqual([]);
});

test("handlers are named by the ids of the spec: a renamed operation does not compile", () => {
  expectTypeOf<keyof typeof blotatoHandlers>().toEqualTypeOf<BlotatoOperationId>();
  expectTypeOf<keyof typeof blooioHandlers>().toEqualTypeOf<BlooioOperationId>();
  // @ts-expect-error an operation that the spec does not have
  const renamed: typeof blotatoHandlers = { ...blotatoHandlers, listThreads: blotatoHandlers.listMessages };
  expect(renamed).toHaveProperty("listMessages");
});
