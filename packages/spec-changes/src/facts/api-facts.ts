import type { Shape } from "./shape.ts";

/** What a document says about an API, in a form in which two documents of different kinds can be compared. */
export interface ApiFacts {
  /**
   * What it means when something is not mentioned:
   *
   * - `whole`: there is no such thing (an OpenAPI document, or fragments of one);
   * - `page`: there is no such parameter, field or status, but a bound or a list of values may exist;
   * - `glimpse`: nothing (a page whose rendering loses parts).
   */
  readonly coverage: Coverage;
  /** The base address, without a slash at its end. */
  readonly server?: string;
  /** By {@link operationKey}. */
  readonly operations: ReadonlyMap<string, OperationFacts>;
}

export type Coverage = "whole" | "page" | "glimpse";

export interface OperationFacts {
  readonly method: string;
  readonly path: string;
  readonly operationId?: string;
  readonly pointer: string;
  readonly deprecated: boolean;
  /** Ways to authenticate, such as `http bearer`; undefined where the document does not say. */
  readonly security?: string;
  /** By `query limit`: where it stands and its name. */
  readonly parameters: ReadonlyMap<string, ParameterFacts>;
  readonly request?: RequestFacts;
  /** By status. */
  readonly responses: ReadonlyMap<string, ResponseFacts>;
}

export interface ParameterFacts {
  readonly pointer: string;
  readonly required: boolean;
  /** How an array or object is written, such as `form, exploded`. */
  readonly style: string;
  readonly shape: Shape;
}

export interface RequestFacts {
  readonly pointer: string;
  readonly required: boolean;
  /** By media type. */
  readonly contents: ReadonlyMap<string, Shape>;
}

export interface ResponseFacts {
  readonly pointer: string;
  readonly contents: ReadonlyMap<string, Shape>;
  readonly headers: ReadonlyMap<string, ParameterFacts>;
}

/** The same operation has the same key, whatever a document calls its path parameters. */
export const operationKey = (method: string, path: string): string =>
  `${method.toUpperCase()} ${path.replaceAll(/\{[^}]*\}/g, "{}")}`;
