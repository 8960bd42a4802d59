import type { Coverage, JsonObject } from "@switchboard/spec-changes";

/** What could be understood of one document, whatever its kind. */
export interface VendorDocument {
  readonly kind: string;
  readonly coverage: Coverage;
  /** The facts in the form of an OpenAPI document. */
  readonly document: JsonObject;
  /** Bodies that the document shows, to be held against what we say. */
  readonly samples: readonly Sample[];
  /** What could not be understood, for a person to look at. */
  readonly notes: readonly string[];
}

/** A body in a page, with the operation that it belongs to. */
export interface Sample {
  readonly method: string;
  readonly path: string;
  readonly part: "request" | "response";
  readonly value: unknown;
}

export const methodWords = "GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH";
