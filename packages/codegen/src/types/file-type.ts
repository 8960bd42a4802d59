import ts from "typescript";

/** The type of a file to upload, which the typed client turns into a part of a form. */
export const uploadType = "Upload";

/** @returns the type of a field that holds a file; undefined for anything else */
export const fileType = (schema: object | boolean): ts.TypeNode | undefined =>
  typeof schema === "object" && "format" in schema && schema.format === "binary"
    ? ts.factory.createTypeReferenceNode(uploadType)
    : undefined;
