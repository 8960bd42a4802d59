import { afterAll, beforeAll, expect } from "vitest";

import { startMock, type Mock } from "../../src/index.ts";
import { specPaths } from "../prism/spec-paths.ts";

type Headers = Readonly<Record<string, string>>;

interface OperationPlace {
  readonly operationId: string;
  readonly method: string;
  /** With the base path, and with ids that nothing has. */
  readonly target: string;
}

/** A mock for the tests of one file, whose responses must all fit the specs. */
export function testMock(): Mock {
  const mock = {} as Mock;
  beforeAll(async () => void Object.assign(mock, await startMock()));
  afterAll(async () => {
    expect([mock.blotato.violations, mock.blooio.violations]).toEqual([[], []]);
    await mock.close();
  });
  return mock;
}

/** What a test has to know about an API to speak with it. */
export interface Vendor {
  readonly name: "blooio" | "blotato";
  /** The URL without the base path. */
  origin(mock: Mock): string;
  keyHeaders(key: string): Headers;
  /** The target of a list with the filter {@link filter}. */
  readonly list: string;
  /** A filter of that list that takes one known word, and two words that it takes. */
  readonly filter: readonly [name: string, one: string, other: string];
  /** A send, and a body that it takes. */
  readonly sending: string;
  readonly goodBody: object;
  /** The statuses for a request that cannot be read, and for a body that breaks the spec. */
  readonly malformed: number;
  readonly invalid: number;
  /** The reason of an error, whose body must have the vendor's shape and nothing else. */
  reasonOf(body: unknown): string;
  /** The same for the error of a request without a key. */
  unauthorizedReasonOf(body: unknown): string;
  readonly operations: readonly OperationPlace[];
}

const methods: ReadonlySet<string> = new Set(["delete", "get", "patch", "post", "put"]);

const text = expect.any(String) as unknown;

function blotatoReason(body: unknown): string {
  expect(body).toEqual({ message: text, reqId: expect.stringMatching(/^req-\d{6}$/) });
  return (body as { message: string }).message;
}

const blotato: Vendor = {
  name: "blotato",
  origin: (mock) => new URL(mock.blotato.url).origin,
  keyHeaders: (key) => ({ "blotato-api-key": key }),
  list: "/v2/conversations",
  filter: ["platform", "twitter", "facebook"],
  sending: "/v2/messages",
  goodBody: {
    accountId: "40114",
    recipientId: "1500000000000000301",
    text: "Hello",
    target: { targetType: "twitter" },
  },
  malformed: 422,
  invalid: 422,
  reasonOf: blotatoReason,
  unauthorizedReasonOf: blotatoReason,
  operations: operationsOf("blotato", ""),
};

const blooio: Vendor = {
  name: "blooio",
  origin: (mock) => new URL(mock.blooio.url).origin,
  keyHeaders: (key) => ({ authorization: `Bearer ${key}` }),
  list: "/v4/chats",
  filter: ["type", "blooio", "twilio"],
  sending: "/v4/messages",
  goodBody: { to: "+15555550142", text: "Hello" },
  malformed: 400,
  invalid: 422,
  reasonOf(body) {
    const { error } = body as { error: { message: string; details?: object } };
    expect(body).toEqual({
      error: {
        code: expect.stringMatching(/^[a-z_]+$/),
        message: text,
        ...(error.details !== undefined && { details: expect.any(Object) as unknown }),
      },
    });
    return error.message;
  },
  unauthorizedReasonOf(body) {
    expect(body).toEqual({ error: "Unauthorized", message: text, status: 401 });
    return (body as { message: string }).message;
  },
  operations: operationsOf("blooio", "/v4"),
};

export const vendors: readonly (readonly [string, Vendor])[] = [blotato, blooio].map(
  (vendor) => [vendor.name, vendor] as const,
);

function operationsOf(name: Vendor["name"], basePath: string): readonly OperationPlace[] {
  return Object.entries(specPaths<{ readonly operationId: string }>(name)).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, { operationId }]) =>
      methods.has(method)
        ? [{ operationId, method: method.toUpperCase(), target: basePath + path.replaceAll(/\{\w+\}/g, "nothing") }]
        : [],
    ),
  );
}
