import { SpanKind, SpanStatusCode, trace, type Tracer } from "@opentelemetry/api";

import type { Hooks, ResponseEvent } from "./core/hooks.ts";

export type * from "./core/hooks.ts";

/**
 * Hooks that report each request as an OpenTelemetry span of an HTTP client, by the semantic conventions: a call that was repeated
 * gives several, as children of the span that is active where the call was made.
 *
 * @param tracer default: the one that the global provider gives for this package
 * @example
 * const blotato = createBlotato({ apiKey: "your-key", hooks: openTelemetryHooks() });
 */
export function openTelemetryHooks(tracer: Tracer = trace.getTracer("@switchboard/messaging")): Hooks {
  return {
    onResponse(event) {
      // A span may be made afterwards; made here, an aborted call leaves none open.
      const endTime = Date.now();
      const span = tracer.startSpan(event.method, {
        kind: SpanKind.CLIENT,
        startTime: endTime - event.duration,
        attributes: attributesOf(event),
      });
      const { status } = event;
      if (status === undefined || status >= 400) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end(endTime);
    },
  };
}

function attributesOf({
  api,
  attempt,
  method,
  operationId,
  requestId,
  status,
  url,
}: ResponseEvent): Record<string, string | number> {
  const { hostname, port, protocol } = new URL(url);
  return {
    "http.request.method": method,
    "url.full": url,
    "server.address": hostname,
    "server.port": port === "" ? defaultPort(protocol) : Number(port),
    ...(status !== undefined && { "http.response.status_code": status }),
    ...(status === undefined && { "error.type": "no_response" }),
    ...(status !== undefined && status >= 400 && { "error.type": String(status) }),
    ...(attempt > 1 && { "http.request.resend_count": attempt - 1 }),
    "switchboard.api": api,
    "switchboard.operation_id": operationId,
    ...(requestId !== undefined && { "switchboard.request_id": requestId }),
  };
}

const defaultPort = (protocol: string): number => (protocol === "http:" ? 80 : 443);
