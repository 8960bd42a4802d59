export type { Clock } from "./clock.ts";
export { SpecError } from "./spec/spec-error.ts";
export { startMock, type Mock, type MockedApi, type MockOptions } from "./start.ts";
