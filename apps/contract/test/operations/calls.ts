import { randomUUID } from "node:crypto";

import type { CallOptions, Listing, Page } from "@switchboard/messaging";

import { handwrittenMethod } from "./by-hand.ts";
import type { Api, SpecOperation, Specification } from "../specification.ts";
import type { Tenant } from "../tenants.ts";

/** What a request of an operation holds. */
export interface OperationRequest {
  readonly path: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  readonly body?: unknown;
}

type Headers = Readonly<Record<string, string>>;

/** What a raw client gives, whatever the operation. */
export interface RawResult {
  readonly data?: Readonly<Record<string, unknown>>;
  readonly error?: unknown;
  readonly response: Response;
}

/** A raw client without its types: those of 130 paths together would be more than a compiler takes. */
type UntypedClient = Readonly<Record<string, (template: string, init: object) => Promise<RawResult>>>;

/** Calls an operation through the client of its package. */
export function callRaw(
  tenant: Tenant,
  api: Api,
  operation: SpecOperation,
  { body, path, query }: OperationRequest,
  headers: Headers = {},
): Promise<RawResult> {
  const { method, parameters, template } = operation;
  const client = tenant.raw[api] as unknown as UntypedClient;
  const call = client[method];
  if (call === undefined) throw new Error(`The client of ${api} has no ${method}`);
  const isKeyed = parameters.some(({ name, required }) => required && name === "Idempotency-Key");
  const header = isKeyed ? { "Idempotency-Key": randomUUID() } : undefined;
  return call(template, { params: { path, query, header }, body: withFiles(operation, body), headers });
}

/** A documented body, with files in place of their bytes in Base64. */
function withFiles({ body }: SpecOperation, given: unknown): unknown {
  const files = body?.files ?? [];
  if (files.length === 0 || typeof given !== "object" || given === null) return given;
  const fields = given as Readonly<Record<string, unknown>>;
  const blob = (name: string): Blob => new Blob([Buffer.from(String(fields[name]), "base64")], { type: "image/png" });
  return { ...fields, ...Object.fromEntries(files.map((name) => [name, blob(name)])) };
}

/**
 * The body of a success, empty where it has none.
 *
 * @throws Error for a call that failed
 */
export function successOf({ data, error, response }: RawResult): Readonly<Record<string, unknown>> {
  if (error === undefined) return data ?? {};
  throw new Error(`${response.url} gave ${response.status}: ${JSON.stringify(error)}`);
}

type UntypedMethod = (...args: readonly unknown[]) => Listing<object> | Promise<unknown>;

/**
 * Calls an operation at its place in the facade: a plain method by what its operation takes, a handwritten one by its table. Of a
 * listing, this gives the first page.
 */
export async function callFacade(
  tenant: Tenant,
  { api }: Specification,
  operation: SpecOperation,
  request: OperationRequest,
  options: CallOptions = {},
): Promise<unknown> {
  const { body, parameters, template } = operation;
  if (operation.place?.isHandwritten === true)
    return handwrittenMethod(api, operation).call(tenant.facade, request, options);
  const ids = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => request.path[name]);
  const hasQuery = parameters.some((parameter) => parameter.in === "query");
  const args = [
    ...ids,
    ...(body ? [withFiles(operation, request.body)] : []),
    ...(hasQuery ? [request.query] : []),
    options,
  ];
  const result = methodOf(tenant, api, operation)(...args);
  return "pages" in result ? firstPage(result) : result;
}

/** @throws Error where the facade has no method at the operation's `x-sdk` */
export function methodOf(tenant: Tenant, api: Api, { operationId, place }: SpecOperation): UntypedMethod {
  const { method = "", resource = "" } = place ?? {};
  const facade = tenant.facade[api] as unknown as Readonly<Record<string, Record<string, UntypedMethod>>>;
  const found = facade[resource]?.[method];
  if (found === undefined) throw new Error(`The facade of ${api} has no ${resource}.${method} for ${operationId}`);
  return found;
}

async function firstPage(listing: Listing<object>): Promise<Page<object> | undefined> {
  for await (const page of listing.pages()) return page;
  return undefined;
}

/** What the facade makes of the body of a success. */
export function resultOf(
  { envelopes, pagination }: Specification,
  { result }: SpecOperation,
  data: Readonly<Record<string, unknown>>,
): unknown {
  const { cursor, items, more } = pagination;
  switch (result) {
    case "page": {
      const isLast = more !== undefined && data[more] === false;
      return { items: data[items], nextCursor: isLast ? undefined : (data[cursor] ?? undefined) };
    }
    case "items":
      return data[items];
    case "enveloped":
      return unwrapped(envelopes, data);
    case "whole":
      return data;
    case "nothing":
      return undefined;
  }
}

/** The content of an envelope; the object itself where there is no envelope. */
export function unwrapped(envelopes: readonly string[], data: Readonly<Record<string, unknown>>): unknown {
  const envelope = envelopes.find((name) => name in data);
  return envelope === undefined ? data : data[envelope];
}
