import type { Shape, Words } from "./shapes/shape.ts";

/** What a document says about an API, in a form in which two documents of different kinds can be compared. */
export interface ApiFacts {
  /**
   * What it means when something is not mentioned:
   *
   * - `complete`: it does not exist (an OpenAPI document, or fragments of one);
   * - `names`: such a parameter, field or status does not exist, but a bound or a list of values may (a page that lists names);
   * - `partial`: nothing (a page whose rendering loses parts).
   */
  readonly coverage: Coverage;
  /** The base address, without a slash at its end. */
  readonly server?: string;
  /** By {@link operationKey}. */
  readonly operations: ReadonlyMap<string, OperationFacts>;
  /** Only of a document of ours. */
  readonly ours?: OwnFacts;
}

export type Coverage = "complete" | "names" | "partial";

/** What only our own documents say, and our callers meet: names that became types, and how the facade is made. */
export interface OwnFacts {
  /** Each schema that has a name, as a text that is equal for equal schemas. */
  readonly schemas: ReadonlyMap<string, string>;
  /** `x-pagination`, which says how lists come in pages. */
  readonly pagination?: Words;
  /** `x-envelope`, the fields under which single objects arrive. */
  readonly envelope?: string;
  readonly words: Words;
  /** The document as a whole, as a text that is equal for equal documents. */
  readonly text: string;
}

export interface OperationFacts {
  readonly method: string;
  readonly path: string;
  readonly operationId?: string;
  readonly pointer: string;
  /** Where its calls go, where that is not the API's own server. */
  readonly server?: string;
  readonly deprecated: boolean;
  /** Ways to authenticate, such as `http bearer`, any of which will do; undefined where the document does not say. */
  readonly security?: readonly string[];
  /** By `query limit`: where it stands and its name. */
  readonly parameters: ReadonlyMap<string, ParameterFacts>;
  readonly request?: RequestFacts;
  /** By status. */
  readonly responses: ReadonlyMap<string, ResponseFacts>;
  /** Its method in the facade, as `x-sdk` says; undefined where it has none. */
  readonly sdk?: { readonly method: string; readonly handwritten: boolean };
  readonly words?: Words;
}

export interface ParameterFacts {
  readonly pointer: string;
  readonly required: boolean;
  /** How an array or object is written, such as `form, exploded`. */
  readonly style: string;
  readonly shape: Shape;
  readonly words?: Words;
}

export interface RequestFacts {
  readonly pointer: string;
  readonly required: boolean;
  /** By media type. */
  readonly contents: ReadonlyMap<string, Shape>;
  readonly words?: Words;
}

export interface ResponseFacts {
  readonly pointer: string;
  readonly contents: ReadonlyMap<string, Shape>;
  readonly headers: ReadonlyMap<string, ParameterFacts>;
  readonly words?: Words;
}

/** The same operation has the same key, whatever a document calls its path parameters. */
export const operationKey = (method: string, path: string): string =>
  `${method.toUpperCase()} ${path.replaceAll(/\{[^}]*\}/g, "{}")}`;
