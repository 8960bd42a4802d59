import { ApiError, isApiError } from "@switchboard/messaging";
import type { BlotatoErrorBody } from "@switchboard/messaging/blotato";
import { describe, expect, expectTypeOf, test } from "vitest";

import { mockedTenants } from "../tenants.ts";

const tenants = mockedTenants();

const failure = async (headers: Readonly<Record<string, string>>): Promise<ApiError<BlotatoErrorBody>> => {
  const call = tenants.open().facade.blotato.conversations.list({}, { headers }).first();
  const error: unknown = await call.catch((reason: unknown) => reason);
  if (!isApiError(error, "blotato")) throw error;
  return error;
};

describe("an error of Blotato", () => {
  test("narrows to its documented bodies, and is not taken for one of Blooio's", async () => {
    const error: unknown = await tenants
      .open()
      .facade.blotato.conversations.get("1")
      .catch((reason: unknown) => reason);
    expect(isApiError(error)).toBe(true);
    expect(isApiError(error, "blooio")).toBe(false);
    expect(isApiError(new Error("other"), "blotato")).toBe(false);
    if (!isApiError(error, "blotato")) throw error;
    expectTypeOf(error).toEqualTypeOf<ApiError<BlotatoErrorBody>>();
    const { body } = error;
    if (typeof body === "string" || !("reqId" in body)) throw error;
    expectTypeOf(body.statusCode).toEqualTypeOf<number | undefined>();
    expect(error).toMatchObject({ status: 404, kind: "notFound", requestId: body.reqId });
    expect(error.code).toBeUndefined();
    expect(error.message).toBe(`blotato getConversation failed with 404: ${body.message}`);
  });

  test("has the vendor's number in `code` and its name of the request", async () => {
    expect(await failure({ prefer: "code=500" })).toMatchObject({
      code: 9999,
      requestId: "req-5d50",
      kind: "server",
      retryable: true,
    });
  });

  test("of a 429 has `statusCode` in place of `code`, and the wait from its words", async () => {
    const error = await failure({ prefer: "code=429" });
    expect(error.body).toEqual({ statusCode: 429, message: "Rate limit exceeded, retry in 49 seconds" });
    expect(error).toMatchObject({ kind: "rateLimit", retryable: true, retryAfter: 49_000 });
    expect(error.code).toBeUndefined();
  });

  test("holds no key when it is written out", async () => {
    const error = await failure({ prefer: "code=401" });
    expect(JSON.stringify(error)).toContain("The API key is missing or not valid");
    expect(JSON.stringify(error)).not.toContain("contract-");
  });
});

test("a send that failed on the server is not taken for unsent, and not sent again", async () => {
  const tenant = tenants.open({ retries: 3 });
  const message = { accountId: "40112", recipientId: "1", text: "Hello", target: { targetType: "instagram" } as const };
  const sending = tenant.facade.blotato.messages.send(message, { headers: { prefer: "code=500" } });
  await expect(sending).rejects.toMatchObject({ status: 500, attempts: 1, maybeSent: true, retryable: false });
  expect(tenant.sent).toHaveLength(1);
});
