import { afterAll, beforeAll, expect } from "vitest";

import { createBlotatoService } from "../../src/blotato/service.ts";
import { createApi, type Api } from "../../src/http/api.ts";
import type { Clock } from "../../src/model/clock.ts";
import type { Tenant } from "../../src/model/service.ts";
import type { TenantOptions } from "../../src/model/tenant-options.ts";
import { createHeldClock } from "../held-clock.ts";

export const start: number = Date.UTC(2026, 5, 1, 12);

export interface Conversation {
  readonly id: string;
  readonly accountId: string;
  readonly platform: string;
  readonly participants: readonly {
    readonly id: string | null;
    readonly name: string | null;
    readonly username: string | null;
  }[];
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface Message {
  readonly id: string;
  readonly conversationId: string | null;
  readonly platform: string;
  readonly senderId: string | null;
  readonly recipientId: string;
  readonly text: string;
  readonly status: string;
  readonly errorCode: number | null;
  readonly errorMessage: string | null;
  readonly createdAt: string;
}

interface ApiResponse<Body> {
  readonly status: number;
  readonly body: Body;
}

interface ErrorBody {
  readonly message: string;
  readonly code?: number;
  readonly reqId?: string;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly cursor?: string;
}

export interface MockedBlotato {
  readonly api: Api;
  readonly clock: Clock;
  /** Sends a request in the tenant of a key. */
  call<Body = ErrorBody>(key: string, request: string, body?: unknown): Promise<ApiResponse<Body>>;
  /** Every item of a list, page by page, calling `between` after each page. */
  walk<Item>(key: string, path: string, limit: number, between?: () => Promise<unknown>): Promise<readonly Item[]>;
  /** The tenant of a key, for what no request reaches. */
  tenant(key: string): Promise<Tenant>;
}

/** An API for the tests of one file, whose responses must all fit the spec. */
export function testBlotato(): MockedBlotato {
  const blotato = {} as MockedBlotato;
  beforeAll(async () => void Object.assign(blotato, await mockBlotato()));
  afterAll(() => expect(blotato.api.violations).toEqual([]));
  return blotato;
}

/** The whole API in front of a held clock, as a server would call it. */
export async function mockBlotato(
  seed = 1,
  options: Pick<TenantOptions, "rateLimits" | "sizes"> = {},
): Promise<MockedBlotato> {
  const clock = createHeldClock(start);
  const service = createBlotatoService({ clock, seed, ...options });
  const tenants = new Map<string | undefined, Tenant>();
  let caller: string | undefined;
  const api = await createApi({
    ...service,
    // A key is read just before its tenant is looked up.
    keyOf: (headers) => (caller = service.keyOf(headers)),
    createTenant: () => {
      const tenant = service.createTenant();
      tenants.set(caller, tenant);
      return tenant;
    },
  });
  const call = async <Body>(key: string, request: string, body?: unknown): Promise<ApiResponse<Body>> => {
    const [method = "", target = ""] = request.split(" ");
    const bytes = body === undefined ? new Uint8Array() : new TextEncoder().encode(JSON.stringify(body));
    const headers = {
      ...(key !== "" && { "blotato-api-key": key }),
      ...(body !== undefined && { "content-type": "application/json", "content-length": String(bytes.length) }),
    };
    const { status, body: received } = await api.handle({ method, target, headers, body: bytes });
    return { status, body: received as Body };
  };
  const walk = async <Item>(
    key: string,
    path: string,
    limit: number,
    between: () => Promise<unknown> = async () => {},
  ): Promise<readonly Item[]> => {
    const items: Item[] = [];
    let cursor: string | undefined;
    do {
      const next: string = cursor === undefined ? "" : `&cursor=${encodeURIComponent(cursor)}`;
      const separator = path.includes("?") ? "&" : "?";
      const { status, body } = await call<Page<Item>>(key, `GET ${path}${separator}limit=${limit}${next}`);
      if (status !== 200) throw new Error(`${path} gave ${status}: ${JSON.stringify(body)}`);
      if (body.items.length > limit) throw new Error(`a page holds ${body.items.length} items, not ${limit} at most`);
      items.push(...body.items);
      cursor = body.cursor;
      await between();
    } while (cursor !== undefined);
    return items;
  };
  const tenant = async (key: string): Promise<Tenant> => {
    await call(key, "GET /v2/users/me");
    const made = tenants.get(key);
    if (made === undefined) throw new Error(`no tenant was made for the key ${key}`);
    return made;
  };
  return { api, clock, call, walk, tenant };
}
