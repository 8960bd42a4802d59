import type { ApiRequest } from "../../http/api.ts";
import type { RequestTrace } from "../../http/handle-request.ts";
import { sentPart, type MockResponse } from "../../http/response.ts";
import type { MockClock } from "../../model/clock.ts";
import { isoTime } from "../../model/iso-time.ts";
import type { ApiName, Service } from "../../model/service.ts";
import type { Changes } from "../changes.ts";
import type { Coverage } from "./coverage.ts";
import { describeFault, type DescribedFault } from "../faults/fault.ts";
import type { FaultHit } from "../faults/faults.ts";
import type { Journal } from "./journal.ts";

/** What takes note of the requests of clients. */
export interface RequestNotes {
  readonly journal: Journal;
  readonly coverage: Coverage;
  readonly changes: Changes;
  readonly clock: MockClock;
  readonly numberOf: (key: string) => number;
}

/** A request with what became of it. */
interface HandledRequest {
  readonly api: ApiName;
  readonly request: ApiRequest;
  readonly trace: RequestTrace;
  readonly response: MockResponse;
  /** Milliseconds. */
  readonly duration: number;
  /** The query parameters that the spec has. */
  readonly queryNames: ReadonlySet<string>;
}

/** Puts a request of a client into the journal and the coverage, and tells that something may have changed. */
export function noteRequest(
  { changes, clock, coverage, journal, numberOf }: RequestNotes,
  service: Service,
  { api, duration, queryNames, request, response, trace }: HandledRequest,
): void {
  const { headers, method, repeats, sentBy, target } = request;
  const key = trace.key ?? service.keyOf(headers);
  const fault = trace.faultHit && faultOf(trace.faultHit);
  const part = sentPart(response);
  const { operationId, problems } = trace;
  coverage.note({ api, operationId, target, queryNames, status: part?.status, fault });
  journal.record({
    api,
    operationId,
    method,
    target,
    headers,
    // The bytes of files are not kept.
    body: isForStorage(service, request) ? nothing : request.body,
    problems,
    fault,
    response: part,
    receivedAt: isoTime((key === undefined ? clock : clock.of(key)).now()),
    duration,
    key,
    sentBy,
    repeats,
  });
  if (fault !== undefined) changes.note("faults");
  if (key === undefined || isRead(request)) changes.note();
  else changes.noteData(numberOf(key));
}

const nothing = new Uint8Array();

/** Whether a request changes nothing. */
export const isRead = ({ method }: ApiRequest): boolean => ["GET", "HEAD", "OPTIONS"].includes(method);

export const isForStorage = ({ storage }: Service, { target }: ApiRequest): boolean =>
  storage !== undefined && target.startsWith(`${storage.path}/`);

const faultOf = ({ fault, delay }: FaultHit): DescribedFault => describeFault(fault ?? { latency: delay });
