/** What an API says about one value, with references resolved and combined schemas merged. */
export interface Shape {
  /** Where the schema stands, after following its reference. */
  readonly pointer: string;
  /** Sorted. Empty where anything fits, or where a page does not say. */
  readonly types: readonly string[];
  readonly nullable: boolean;
  /** The values that are possible, without null. */
  readonly values?: readonly unknown[];
  readonly limits: Limits;
  readonly properties: ReadonlyMap<string, Property>;
  /** Fields that are not named: accepted, refused, or of a shape. */
  readonly additional: "open" | "closed" | Shape;
  readonly items?: Shape;
  /** The cases of a union whose objects tell themselves apart by one field. */
  readonly cases?: ReadonlyMap<string, Shape>;
  /** The alternatives of any other union, each in short, sorted. */
  readonly alternatives: readonly string[];
}

export interface Property {
  readonly required: boolean;
  readonly shape: Shape;
}

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
  "minItems",
  "maxItems",
  "uniqueItems",
  "minProperties",
  "maxProperties",
  "default",
  "readOnly",
  "writeOnly",
  "deprecated",
  "discriminator",
  "conditions",
] as const;

/** The limits that leave less room when they grow, and those that leave less when they shrink. */
export const lowerBounds: ReadonlySet<string> = new Set([
  "minimum",
  "exclusiveMinimum",
  "minLength",
  "minItems",
  "minProperties",
]);
export const upperBounds: ReadonlySet<string> = new Set([
  "maximum",
  "exclusiveMaximum",
  "maxLength",
  "maxItems",
  "maxProperties",
]);

export const anything = (pointer: string): Shape => ({
  pointer,
  types: [],
  nullable: true,
  limits: {},
  properties: new Map(),
  additional: "open",
  alternatives: [],
});
