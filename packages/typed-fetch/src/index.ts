export { apiKeyFrom, baseUrlFrom, checkFetch, type ApiKey } from "./check-options.ts";
export { createTypedClient, globalFetch, type ApiAccess, type TypedClientOptions } from "./client.ts";
export { SwitchboardError, type RejectionCode } from "./errors.ts";
export { isTaken } from "./platform.ts";
export { UndocumentedBody } from "./read-result.ts";
export type { Fetch } from "./slim-request.ts";
export { fileOf, type FileContent, type Upload } from "./upload.ts";
export type { Bounds, Operation, Pagination, RateLimits } from "./operation.ts";
export type { CallOptions, Methods, TypedClient } from "./types.ts";
// What the type of a call or of middleware consists of: a module whose exports are inferred has to find names for it.
export type { Middleware } from "openapi-fetch";
export type { ErrorResponse, SuccessResponse } from "openapi-typescript-helpers";
