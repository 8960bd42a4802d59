declare module "virtual:specs" {
  export const specs: Readonly<
    Record<import("./spec/operations.ts").ApiName, import("./spec/document.ts").OpenApiDocument>
  >;
}

declare module "virtual:validators" {
  interface Validator {
    (value: unknown): boolean;
    readonly errors?: readonly import("ajv").ErrorObject[] | null;
  }
  export const validators: Readonly<
    Record<import("./spec/operations.ts").ApiName, Readonly<Record<string, Validator>>>
  >;
}
