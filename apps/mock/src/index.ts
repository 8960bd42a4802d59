export type { Clock, MockClock } from "./model/clock.ts";
export { FaultError, type Fault, type FaultKind, type FaultOptions, type Latency } from "./control/faults/fault.ts";
export type { OperationCoverage } from "./control/journal/operation-coverage.ts";
export type { RecordedRequest } from "./control/journal/journal.ts";
export { ResponseError, type OwnResponse } from "./control/own-responses.ts";
export { ScenarioError } from "./control/scenario.ts";
export {
  InboundError,
  type Delivery,
  type DeliveryAttempt,
  type DeliveryFault,
  type OperationRequest,
} from "./model/service.ts";
export type { ServerCertificate } from "./http/server/server-certificate.ts";
export { SpecError } from "./prism/spec/spec-error.ts";
export { blooioEventTypes, type BlooioEventType } from "./blooio/generated/events.ts";
export type { BlooioOperationId } from "./blooio/generated/operations.ts";
export type { BlooioInbound, BlooioReceived } from "./blooio/inbound/inbound.ts";
export type { BlotatoOperationId } from "./blotato/generated/operations.ts";
export type { BlotatoInbound, BlotatoReceived } from "./blotato/inbound/inbound.ts";
export type {
  DeliveryFaultWithOptions,
  FaultHandle,
  Mock,
  MockedApi,
  MockedWebhooks,
  MockOptions,
  RequestQuery,
  ResponseHandle,
} from "./control/mock.ts";
export { startMock } from "./start.ts";
