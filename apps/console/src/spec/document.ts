/** The parts of an OpenAPI document that a form and a request are made from. */
export interface OpenApiDocument {
  readonly info: { readonly title: string; readonly version: string };
  readonly servers: readonly { readonly url: string }[];
  /** The names of the query parameter that takes the cursor, and of the response's fields. */
  readonly "x-pagination": {
    readonly parameter: string;
    readonly items: string;
    readonly cursor: string;
    readonly more?: string;
  };
  readonly paths: Readonly<Record<string, PathItem>>;
  /** What is delivered to webhooks, by the type of its event. */
  readonly webhooks?: Readonly<Record<string, object>>;
  readonly components: {
    readonly securitySchemes: Readonly<Record<string, SecurityScheme>>;
    readonly schemas: Readonly<Record<string, Schema>>;
  };
}

type SecurityScheme =
  | { readonly type: "apiKey"; readonly in: "header"; readonly name: string }
  | { readonly type: "http"; readonly scheme: "bearer" };

export interface PathItem {
  readonly parameters?: readonly (DocumentedParameter | Reference)[];
  readonly [method: string]: unknown;
}

export interface Reference {
  readonly $ref: string;
}

export interface DocumentedParameter {
  readonly name: string;
  readonly in: "header" | "path" | "query";
  readonly required?: boolean;
  readonly description?: string;
  readonly example?: unknown;
  readonly schema: Schema;
}

export interface DocumentedOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly string[];
  /** Announced by the vendor, and not there yet. */
  readonly "x-planned"?: boolean;
  readonly parameters?: readonly (DocumentedParameter | Reference)[];
  readonly requestBody?: {
    readonly required?: boolean;
    readonly content: Readonly<Record<string, { readonly examples?: Readonly<Record<string, DocumentedExample>> }>>;
  };
}

interface DocumentedExample {
  readonly summary?: string;
  readonly value: unknown;
}

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly maxLength?: number;
  readonly minLength?: number;
  readonly minItems?: number;
}

/** A schema and where it stands, which is the name of its validator. */
export interface Located {
  readonly pointer: string;
  readonly schema: Schema;
  /** The name of the component, where it is one. */
  readonly name: string | undefined;
}

const escape = (segment: string | number): string => String(segment).replaceAll("~", "~0").replaceAll("/", "~1");
const unescape = (segment: string): string => segment.replaceAll("~1", "/").replaceAll("~0", "~");

/** The pointer to something below another pointer. */
export const below = (pointer: string, ...segments: readonly (string | number)[]): string =>
  [pointer, ...segments.map(escape)].join("/");

/** @throws Error when there is nothing, which a linted document does not have */
export function valueAt(document: OpenApiDocument, pointer: string): unknown {
  let value: unknown = document;
  for (const segment of pointer.split("/").slice(1)) {
    value = (value as Readonly<Record<string, unknown>> | undefined)?.[unescape(segment)];
  }
  if (value === undefined) throw new Error(`${document.info.title}: nothing stands at ${pointer}`);
  return value;
}

/** The schema at a pointer, or the one that it refers to, with the description that stands nearest. */
export function locate(document: OpenApiDocument, pointer: string): Located {
  const schema = valueAt(document, pointer) as Schema;
  if (schema.$ref === undefined) {
    return { pointer, schema, name: /^#\/components\/schemas\/([^/]+)$/.exec(pointer)?.[1] };
  }
  const target = locate(document, schema.$ref);
  const { description } = schema;
  return description === undefined ? target : { ...target, schema: { ...target.schema, description } };
}

/** @throws Error when the schema of an object has no such property */
export const propertyOf = (document: OpenApiDocument, { pointer }: Located, name: string): Located =>
  locate(document, below(pointer, "properties", name));

/** The branches of a schema that leaves a choice; undefined for any other. */
export function branchesOf(document: OpenApiDocument, { pointer, schema }: Located): readonly Located[] | undefined {
  return schema.oneOf?.map((_, index) => locate(document, below(pointer, "oneOf", index)));
}
