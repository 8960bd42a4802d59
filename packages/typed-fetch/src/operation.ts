/**
 * An operation of an API's document, as a constant that is generated from it. Its types are those of its input, of its success, and
 * of an item where that is a page.
 */
export interface Operation<Input, Output, Item = never> {
  readonly id: string;
  readonly method: "GET" | "PUT" | "POST" | "PATCH" | "DELETE";
  readonly path: string;
  /** What its body may hold. */
  readonly bounds?: Bounds;
  /** Its success has no body. */
  readonly isEmpty?: boolean;
  /** For the compiler only. */
  readonly "~types"?: (input: Input) => readonly [Output, Item];
}

/** How the lists of an API page: its document's `x-pagination`. */
export interface Pagination {
  /** The query parameter that takes a cursor. */
  readonly parameter: string;
  /** The field of a page that holds its items. */
  readonly items: string;
  /** The field that holds the cursor of the next page. */
  readonly cursor: string;
  /** The field that is false on the last page, where there is one. */
  readonly more?: string;
}

/**
 * How many requests a minute a service takes on each route, which is a method and the path of an operation as its document has it:
 * `{ "GET /v2/messages/{messageId}": 60 }`.
 */
export type RateLimits = Readonly<Record<string, number>>;

/** What a document says of the size of a value. A field that may be left out is within all bounds when it is. */
export type Bounds =
  | {
      readonly type: "text";
      /** In characters: Unicode code points, as in JSON Schema. */
      readonly minimum?: number;
      readonly maximum?: number;
      readonly pattern?: string;
    }
  | { readonly type: "number"; readonly minimum?: number; readonly maximum?: number }
  | { readonly type: "list"; readonly minimum?: number; readonly maximum?: number; readonly items?: Bounds }
  | {
      readonly type: "object";
      readonly fields: Readonly<Record<string, Bounds>>;
      /** Those of the fields that must be there. */
      readonly required?: readonly string[];
    }
  | {
      readonly type: "union";
      /** Each holds for a value of its type, whose fields are those of `where`. */
      readonly branches: readonly { readonly where: Readonly<Record<string, unknown>>; readonly bounds: Bounds }[];
    };
