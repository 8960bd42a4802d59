import { buffer } from "node:stream/consumers";
import type { ReadableStream } from "node:stream/web";

import { afterAll, beforeAll, beforeEach, expect } from "vitest";

import { createBlooioService } from "../../src/blooio/service.ts";
import { createApi } from "../../src/http/api.ts";
import type { Clock } from "../../src/model/clock.ts";
import type { Tenant } from "../../src/model/service.ts";
import type { TenantOptions } from "../../src/model/tenant-options.ts";
import { createHeldClock } from "../held-clock.ts";

// The tests are written as a careless client: responses are read without their types.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type ApiResponse = { readonly status: number; readonly body: any };

export interface TestApi {
  readonly clock: Clock;
  readonly violations: readonly string[];
  /** From here on, calls go to a tenant that nobody has used. */
  enterNewTenant(): void;
  /** The tenant of the calls from here on, as the mock itself sees it. */
  tenant(): Tenant;
  /** A message from a person. */
  receive(message: unknown): Item;
  get(path: string, key?: string): Promise<ApiResponse>;
  post(path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<ApiResponse>;
  patch(path: string, body: unknown): Promise<ApiResponse>;
  put(path: string, body: unknown): Promise<ApiResponse>;
  remove(path: string, body?: unknown): Promise<ApiResponse>;
  /** Sends a form. */
  form(method: string, path: string, form: FormData): Promise<ApiResponse>;
  raw(method: string, target: string, headers: Readonly<Record<string, string>>, body?: string): Promise<ApiResponse>;
  /** Follows the cursors of a list to its end. */
  walk(path: string, limit: number, eachPage?: (page: number) => Promise<void>): Promise<Item[]>;
}

export interface Item {
  readonly id: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly [field: string]: any;
}

/** An API for the tests of one file: each runs in a tenant of its own, and all their responses must fit the spec. */
export function testApi(options: Omit<TenantOptions, "clock" | "seed"> = {}): TestApi {
  const api = {} as TestApi;
  beforeAll(async () => void Object.assign(api, await createTestApi(1, options)));
  beforeEach(() => api.enterNewTenant());
  afterAll(() => expect(api.violations).toEqual([]));
  return api;
}

export async function createTestApi(seed = 1, options: Omit<TenantOptions, "clock" | "seed"> = {}): Promise<TestApi> {
  const clock = createHeldClock(Date.UTC(2026, 5, 1, 12));
  const api = await createApi(createBlooioService({ clock, seed, ...options }));
  const raw: TestApi["raw"] = (method, target, headers, body = "") =>
    api.handle({ method, target, headers, body: new TextEncoder().encode(body) });
  let tenants = 1;
  const ownKey = (): string => `test-${tenants}`;
  const sendJson = (method: string, path: string, body: unknown): Promise<ApiResponse> =>
    raw(
      method,
      `/v4${path}`,
      { authorization: `Bearer ${ownKey()}`, "content-type": "application/json" },
      JSON.stringify(body),
    );
  const get: TestApi["get"] = (path, key = ownKey()) => raw("GET", `/v4${path}`, { authorization: `Bearer ${key}` });
  return {
    clock,
    violations: api.violations,
    raw,
    get,
    enterNewTenant() {
      tenants += 1;
    },
    async form(method, path, form) {
      const { body: bytes, headers } = new Response(form);
      return api.handle({
        method,
        target: `/v4${path}`,
        headers: { authorization: `Bearer ${ownKey()}`, "content-type": headers.get("content-type") ?? "" },
        body: await buffer(bytes as ReadableStream),
      });
    },
    tenant: () => api.tenants.get(ownKey()),
    receive: (message) => api.tenants.get(ownKey()).receive(message) as Item,
    post: (path, body, headers = {}) =>
      raw(
        "POST",
        `/v4${path}`,
        {
          authorization: `Bearer ${ownKey()}`,
          ...(body !== undefined && { "content-type": "application/json" }),
          ...headers,
        },
        body === undefined ? "" : JSON.stringify(body),
      ),
    patch: (path, body) => sendJson("PATCH", path, body),
    put: (path, body) => sendJson("PUT", path, body),
    remove: (path, body) =>
      body === undefined
        ? raw("DELETE", `/v4${path}`, { authorization: `Bearer ${ownKey()}` })
        : sendJson("DELETE", path, body),
    async walk(path, limit, eachPage) {
      const items: Item[] = [];
      let cursor: string | null = null;
      let pages = 0;
      do {
        const separator = path.includes("?") ? "&" : "?";
        const { status, body } = await get(
          `${path}${separator}limit=${limit}${cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`}`,
        );
        if (status !== 200) throw new Error(`${path} gave ${status}: ${JSON.stringify(body)}`);
        if (body.has_more !== (body.next_cursor !== null)) throw new Error("has_more and next_cursor disagree");
        if (body.data.length > limit) throw new Error("a page is longer than its limit");
        items.push(...body.data);
        cursor = body.next_cursor;
        pages += 1;
        await eachPage?.(pages);
      } while (cursor !== null);
      return items;
    },
  };
}
