/** An OpenAPI document as the generators see it: its operations, with the names of their types and their places in the facade. */

import type { Place } from "./facade-place.ts";

/** Any node of a document; what it holds depends on where it is. */
// oxlint-disable-next-line typescript/no-explicit-any -- a document is checked where it is read
export type Node = Record<string, any>;

/** What a reference leads to; any other node unchanged. */
export type Follow = (node: Node) => Node;

/** How lists page: a document's `x-pagination`. */
export interface Pagination {
  readonly parameter: string;
  readonly items: string;
  readonly cursor: string;
  readonly more?: string;
}

/** What a method of the facade gives. */
export type Result =
  /** Pages of items, of the type named. */
  | { readonly kind: "listing"; readonly item: string }
  /** All items of a list that comes whole, and the field that holds them. */
  | { readonly kind: "items"; readonly item: string; readonly field: string }
  /** The content of an envelope, of the type named, and the field that holds it. */
  | { readonly kind: "enveloped"; readonly type: string; readonly field: string }
  /** The response itself; `hasId` where it is useless without its `id`. */
  | { readonly kind: "whole"; readonly type: string; readonly hasId: boolean }
  /** The response has no body. */
  | { readonly kind: "nothing" };

export interface Parameter {
  readonly name: string;
  readonly description: string;
  /** Undefined where the document has none. */
  readonly example: unknown;
}

export interface Body {
  /** The name of its schema. */
  readonly type: string;
  readonly isRequired: boolean;
  /** The names of its fields that hold files: a body with some is sent as a form. */
  readonly files: readonly string[];
  /** The first of its examples; undefined where it has none. */
  readonly example: Example | undefined;
}

export interface Example {
  readonly summary: string | undefined;
  readonly value: unknown;
}

/** Whether an operation has parameters of a kind, and whether a call may leave them all out. */
export type Use = "none" | "optional" | "required";

export interface OperationModel {
  readonly id: string;
  /** Its place in the document, for what is wrong with it. */
  readonly pointer: string;
  /** In upper case. */
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  readonly tag: string | undefined;
  readonly isDeprecated: boolean;
  /** Undefined where the operation stands in `raw` alone. */
  readonly place: Place | undefined;
  /** In the order of the path. */
  readonly pathParameters: readonly Parameter[];
  readonly query: Use;
  /** The documented values of its query; undefined where there are none. */
  readonly queryExample: Readonly<Record<string, unknown>> | undefined;
  readonly headers: Use;
  /** It takes an idempotency key. */
  readonly isKeyed: boolean;
  /** How many requests a minute the service takes of it (`x-rate-limit`); undefined where it documents no limit. */
  readonly rateLimit: number | undefined;
  readonly body: Body | undefined;
  /** The names of the types of its successes. */
  readonly successTypes: readonly string[];
  /** A success may come without a body. */
  readonly mayBeEmpty: boolean;
  readonly result: Result;
  /** What each of its documented errors means, by status: `404`, `4XX` or `default`. */
  readonly errors: ReadonlyMap<string, string>;
}

/** An operation whose method of the facade is generated. */
export type PlainOperation = OperationModel & { readonly place: Place };

export interface ApiModel {
  /** The name of the directory, such as `blooio`. */
  readonly name: string;
  readonly serverUrl: string;
  readonly pagination: Pagination;
  /** In the order of the document. */
  readonly operations: readonly OperationModel[];
  /** Those of them whose method of the facade is generated. */
  readonly plain: readonly PlainOperation[];
  /** The descriptions of tags, by name. */
  readonly tags: ReadonlyMap<string, string>;
  readonly follow: Follow;
}
