import { STATUS_CODES } from "../../http/server/node-http.ts";
import type { MockResponse } from "../../http/response.ts";
import type { OperationResponse, Service } from "../../model/service.ts";
import type { FaultHit } from "./faults.ts";

type Fault = NonNullable<FaultHit["fault"]>;

/** Whether the handler must run: the fault changes only how its response is sent, or has `processed: true`. */
export function needsHandler(fault: FaultHit["fault"]): boolean {
  if (fault === undefined || fault.processed === true) return true;
  return (
    "json" in fault ||
    "byteDelay" in fault ||
    ("reset" in fault && fault.reset === "body") ||
    ("cursor" in fault && fault.cursor === "loop")
  );
}

/** A page whose cursor is the one of its request, so that a client walks in a circle. */
export function loopCursor(response: OperationResponse, { cursorField }: Service, cursor: string): OperationResponse {
  const { body } = response;
  if (typeof body !== "object" || body === null || response.status !== 200) return response;
  return { ...response, body: { ...body, ...("has_more" in body && { has_more: true }), [cursorField]: cursor } };
}

/** What a caller gets in place of a response when a fault hits the request. */
export function applyFault(service: Service, response: OperationResponse, { fault, delay }: FaultHit): MockResponse {
  const changed: MockResponse = fault === undefined ? response : changedBy(fault, service, response);
  return delay === 0 ? changed : { ...changed, transmission: { ...changed.transmission, delay } };
}

function changedBy(fault: Fault, service: Service, response: OperationResponse): MockResponse {
  if ("status" in fault) return statusFault(service, fault);
  if ("hang" in fault) return { ...response, transmission: { connection: "hang" } };
  if ("reset" in fault) {
    return { ...response, transmission: { connection: fault.reset === "before" ? "reset before" : "reset in body" } };
  }
  if ("byteDelay" in fault) return { ...response, transmission: { byteDelay: fault.byteDelay } };
  if ("json" in fault)
    return { ...response, text: fault.json === "truncated" ? truncated(response) : malformed(response) };
  if (fault.cursor === "loop") return response;
  return service.reject({ kind: "malformed", reason: "cursor is no longer known; begin again without one" });
}

function statusFault(
  service: Service,
  { status, retryAfter, body, html }: Extract<Fault, { status: number }>,
): MockResponse {
  const headers = retryAfter === undefined ? {} : { "retry-after": String(retryAfter) };
  const title = `${status} ${STATUS_CODES[status] ?? "Error"}`;
  if (html === true) {
    const text = `<!doctype html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
    return { status, headers, body: undefined, text, contentType: "text/html; charset=utf-8" };
  }
  if (body !== undefined) return { status, headers, body };
  return { status, headers, body: service.faultBody(status, typeof retryAfter === "number" ? retryAfter : undefined) };
}

/** Cut in the middle, so that what is left is never complete JSON. */
function truncated({ body }: OperationResponse): string {
  const text = JSON.stringify(body ?? {});
  return text.slice(0, Math.ceil(text.length / 2));
}

/** As long as the original, with a comma where JSON allows none. */
const malformed = ({ body }: OperationResponse): string => `{,${JSON.stringify(body ?? {}).slice(1)}`;
