import type { operations as BlooioOperations } from "@switchboard/blooio";
import type { operations as BlotatoOperations } from "@switchboard/blotato";
import type { CallOptions } from "@switchboard/messaging";

import { blooio } from "../blooio/by-hand.ts";
import { blotato } from "../blotato/by-hand.ts";
import type { Api, SpecOperation } from "../specification.ts";
import type { Tenant } from "../tenants.ts";
import type { OperationRequest } from "./calls.ts";

/** The operationIds that are generated from each document: a table by any other name does not compile. */
export interface OperationIds {
  readonly blooio: keyof BlooioOperations;
  readonly blotato: keyof BlotatoOperations;
}

/** How the facade is called for an operation whose method is handwritten. */
export interface HandwrittenMethod {
  readonly call: (facade: Tenant["facade"], request: OperationRequest, options: CallOptions) => Promise<unknown>;
  /** The documented request to which a documented success belongs, by `status/example`, where that is not the first. */
  readonly requestFor?: Readonly<Record<string, string>>;
  /** What the facade throws on documented successes that are failures to it, by `status/example`. */
  readonly throws?: Readonly<Record<string, object>>;
}

/** A documented response that depends on more than the schema of the request. */
export interface StatefulResponse {
  /** Changes the first request so that it gets this response; may prepare the tenant. */
  readonly request: (first: OperationRequest, tenant: Tenant) => OperationRequest | Promise<OperationRequest>;
  /** What a rejection has to name. */
  readonly reason?: RegExp;
  /** Whether the error has the shape that only few have. Default: false. */
  readonly isFlat?: boolean;
}

/** What the suite of operations cannot derive from a document. */
export interface ByHand<Of extends Api> {
  readonly handwritten: Readonly<Partial<Record<OperationIds[Of], HandwrittenMethod>>>;
  /** By documented status. */
  readonly stateful: Readonly<Partial<Record<OperationIds[Of], Readonly<Record<number, StatefulResponse>>>>>;
  /** Documented statuses that the mock gives only for a `Prefer` header; `*` is for all operations. */
  readonly onlyPreferred: Readonly<Partial<Record<OperationIds[Of] | "*", readonly number[]>>>;
  /** Fields of a body at whose limits the service rejects a value for a reason that the schema does not give. */
  readonly narrower: Readonly<Partial<Record<OperationIds[Of], readonly string[]>>>;
  /** Fields of a success that no two tenants have the same. */
  readonly distinct: Readonly<Partial<Record<OperationIds[Of], readonly string[]>>>;
  /** The status for a body that is not JSON. */
  readonly unreadableBody: number;
  /** The shape of the API's ordinary errors, with a reason that matches. */
  readonly errorShape: (reason: RegExp) => unknown;
  /** The shape of the errors that say so in a table; the ordinary one when left out. */
  readonly flatErrorShape?: (reason: RegExp, status: number) => unknown;
  /** The shape of the response to a request without a key. */
  readonly unauthorizedShape: unknown;
}

/** The same with operationIds that come from a document. */
export type ByHandOf = Omit<ByHand<Api>, Table> & { readonly [Name in Table]: ByOperation<ByHand<Api>[Name]> };

type Table = "distinct" | "handwritten" | "narrower" | "onlyPreferred" | "stateful";
type ByOperation<Of> = Readonly<Partial<Record<string, NonNullable<Of[keyof Of]>>>>;

export const byHand: Readonly<Record<Api, ByHandOf>> = { blooio, blotato };

/** @throws Error where the table has no entry */
export function handwrittenMethod(api: Api, { operationId }: SpecOperation): HandwrittenMethod {
  const found = byHand[api].handwritten[operationId];
  if (found !== undefined) return found;
  throw new Error(`The facade's method for ${operationId} is handwritten: say in ${api}/by-hand.ts how it is called`);
}
