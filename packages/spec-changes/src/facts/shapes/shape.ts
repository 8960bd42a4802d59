/** What an API says about one value, with references resolved and combined schemas merged. */
export interface Shape {
  /** Where the schema stands, after following its reference. */
  readonly pointer: string;
  /** Of a schema that only refers to this one, and says whether null fits or adds words. */
  readonly holder?: string;
  /** Sorted. Empty where anything fits, or where a page does not say. */
  readonly types: readonly string[];
  readonly nullable: boolean;
  /** The values that are possible, without null. */
  readonly values?: readonly unknown[];
  /** Whether the type admits other values too (`x-open-enum`); undefined where the document has no such marks. */
  readonly open?: boolean;
  readonly limits: Limits;
  readonly conditions: Conditions;
  readonly properties: ReadonlyMap<string, Property>;
  /** Fields that are not named: accepted, rejected, or of a shape. */
  readonly additional: "open" | "closed" | Shape;
  readonly items?: Shape;
  /** The items at the first places of a list, where each has a shape of its own. */
  readonly tuple: readonly Shape[];
  /** The cases of a union whose objects differ in one constant field. */
  readonly cases?: ReadonlyMap<string, Shape>;
  /** The branches of any other union; the fields above then are what they have together. */
  readonly branches: readonly Shape[];
  /** Sentences, examples and marks, which are not facts; only of a document of ours. */
  readonly words?: Words;
  /** The words of the {@link holder}. */
  readonly holderWords?: Words;
}

export interface Property {
  readonly required: boolean;
  readonly shape: Shape;
}

/** By keyword. */
export type Words = Readonly<Record<string, unknown>>;

/** Conditions that no other fact covers: by keyword, and by what each one means, its text for people. */
export type Conditions = ReadonlyMap<string, ReadonlyMap<string, string>>;

export type Limits = { readonly [Name in LimitName]?: unknown };

type LimitName = (typeof limitNames)[number];

/** What a schema says beyond type, null and enum, in the order of a report. */
export const limitNames = [
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minLength",
  "maxLength",
  "pattern",
  "format",
  "contentEncoding",
  "contentMediaType",
  "minItems",
  "maxItems",
  "minContains",
  "maxContains",
  "uniqueItems",
  "minProperties",
  "maxProperties",
  "default",
  "readOnly",
  "writeOnly",
  "deprecated",
  "discriminator",
] as const;

/** The limits that leave less room when they grow, and those that leave less when they shrink. */
export const lowerBounds: ReadonlySet<string> = new Set([
  "minimum",
  "exclusiveMinimum",
  "minLength",
  "minItems",
  "minContains",
  "minProperties",
]);
export const upperBounds: ReadonlySet<string> = new Set([
  "maximum",
  "exclusiveMaximum",
  "maxLength",
  "maxItems",
  "maxContains",
  "maxProperties",
]);

export const anything = (pointer: string): Shape => ({
  pointer,
  types: [],
  nullable: true,
  limits: {},
  conditions: new Map(),
  properties: new Map(),
  additional: "open",
  tuple: [],
  branches: [],
});
