export type { Clock } from "./clock.ts";
export { FaultError, type Fault, type FaultKind, type FaultOptions, type Latency } from "./faults.ts";
export type { RecordedRequest } from "./journal.ts";
export { ScenarioError } from "./scenario.ts";
export { InboundError } from "./service.ts";
export { SpecError } from "./spec/spec-error.ts";
export {
  startMock,
  type FaultHandle,
  type Mock,
  type MockedApi,
  type MockOptions,
  type RequestQuery,
} from "./start.ts";
