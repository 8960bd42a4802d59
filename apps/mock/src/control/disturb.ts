import type { Answer } from "../http/answer.ts";
import type { Strike } from "./faults.ts";
import type { OperationAnswer, Service } from "../model/service.ts";
import { STATUS_CODES } from "../http/node-http.ts";

type Fault = NonNullable<Strike["fault"]>;

/** Whether the model has to give its answer, because the fault takes its place only on the way, or says so. */
export function needsModel(fault: Strike["fault"]): boolean {
  if (fault === undefined || fault.processed === true) return true;
  return (
    "json" in fault || ("reset" in fault && fault.reset === "body") || ("cursor" in fault && fault.cursor === "loop")
  );
}

/** A page that sends its reader round in a circle: its cursor is the one that it was asked with. */
export function loopCursor(answer: OperationAnswer, { cursorField }: Service, cursor: string): OperationAnswer {
  const { body } = answer;
  if (typeof body !== "object" || body === null || answer.status !== 200) return answer;
  return { ...answer, body: { ...body, ...("has_more" in body && { has_more: true }), [cursorField]: cursor } };
}

/** What a caller gets of an answer that a fault strikes. */
export function disturb(service: Service, answer: OperationAnswer, { fault, delay }: Strike): Answer {
  const disturbed: Answer = fault === undefined ? answer : disturbedBy(fault, service, answer);
  return delay === 0 ? disturbed : { ...disturbed, disturbance: { ...disturbed.disturbance, delay } };
}

function disturbedBy(fault: Fault, service: Service, answer: OperationAnswer): Answer {
  if ("status" in fault) return failure(service, fault);
  if ("hang" in fault) return { ...answer, disturbance: { connection: "hang" } };
  if ("reset" in fault) {
    return { ...answer, disturbance: { connection: fault.reset === "before" ? "reset before" : "reset in body" } };
  }
  if ("json" in fault) return { ...answer, text: fault.json === "truncated" ? truncated(answer) : malformed(answer) };
  if (fault.cursor === "loop") return answer;
  return service.refuse({ kind: "malformed", reason: "cursor is no longer known; begin again without one" });
}

function failure(service: Service, { status, retryAfter, body, html }: Extract<Fault, { status: number }>): Answer {
  const headers = retryAfter === undefined ? {} : { "retry-after": String(retryAfter) };
  const title = `${status} ${STATUS_CODES[status] ?? "Error"}`;
  if (html === true) {
    const text = `<!doctype html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;
    return { status, headers, body: undefined, text, contentType: "text/html; charset=utf-8" };
  }
  if (body !== undefined) return { status, headers, body };
  return { status, headers, body: service.failure(status, typeof retryAfter === "number" ? retryAfter : undefined) };
}

/** Cut in the middle: what is left is never whole JSON. */
function truncated({ body }: OperationAnswer): string {
  const text = JSON.stringify(body ?? {});
  return text.slice(0, Math.ceil(text.length / 2));
}

/** As long as it should be, with a comma where JSON has none. */
const malformed = ({ body }: OperationAnswer): string => `{,${JSON.stringify(body ?? {}).slice(1)}`;
