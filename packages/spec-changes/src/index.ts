/** What the watcher and the reader of vendors' documents need of the facts, their changes and the workspace. */
export { compareFacts } from "./changes/compare-facts.ts";
export { changeOf, reversed, type Difference } from "./changes/difference.ts";
export { changesBetween, type Change } from "./changes/rate-changes.ts";
export { rateDifference } from "./changes/rate-difference.ts";
export { byRelease, type Rated, type Release } from "./changes/release.ts";
export { linkDependencies } from "./diff/base-workspace.ts";
export { repository } from "./diff/cli.ts";
export { compareDocuments } from "./diff/compare-documents.ts";
export { compile } from "./diff/compile.ts";
export { generateSchema } from "./diff/generate-schema.ts";
export { readSpecFile, readSpecFiles, rootFileOf, type SpecFile } from "./diff/spec-file.ts";
export { operationKey, type ApiFacts, type Coverage, type OperationFacts } from "./facts/api-facts.ts";
export { DocumentError, NoOperationsError, reasonOf } from "./facts/document-error.ts";
export { asArray, asObject, at, canonical, isObject, keysOf, own, pointerOf, type JsonObject } from "./facts/json.ts";
export { parseDocument, parseForgiving } from "./facts/parse-document.ts";
export { readOpenApi, readOurs } from "./facts/read-openapi.ts";
export { lowerBounds, upperBounds, type Shape } from "./facts/shapes/shape.ts";
export { stripSentences } from "./facts/strip-sentences.ts";
