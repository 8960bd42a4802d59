import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { context, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { openTelemetryHooks } from "../src/otel.ts";
import { apiKey, blotatoOf, directMessage, messageOf } from "./samples.ts";
import { json, reset, serviceOf, unreached } from "./scripted-fetch.ts";
import { rejection } from "./virtual-time.ts";

const exporter = new InMemorySpanExporter();
const tracer = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).getTracer("test");

beforeAll(() => context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable()));
beforeEach(() => exporter.reset());
afterAll(() => context.disable());

test("each request is a span of an HTTP client, below the span that is active, and none shows the key", async () => {
  const rateLimited = json(429, { message: "no" }, { "retry-after": "0", "x-request-id": "req_1" });
  const blotato = blotatoOf(serviceOf(rateLimited, json(201, messageOf())), { hooks: openTelemetryHooks(tracer) });
  const parent = tracer.startSpan("caller");
  await context.with(trace.setSpan(context.active(), parent), () => blotato.messages.send(directMessage));

  const spans = exporter.getFinishedSpans();
  const attributes = {
    "http.request.method": "POST",
    "url.full": "https://backend.blotato.com/v2/messages",
    "server.address": "backend.blotato.com",
    "server.port": 443,
  };
  expect(spans.map(({ name, kind, parentSpanContext }) => [name, kind, parentSpanContext?.spanId])).toEqual(
    [1, 2].map(() => ["POST", SpanKind.CLIENT, parent.spanContext().spanId]),
  );
  expect(spans[0]?.attributes).toMatchObject({ ...attributes, "http.response.status_code": 429, "error.type": "429" });
  expect(spans[1]?.attributes).toMatchObject({
    ...attributes,
    "http.response.status_code": 201,
    "http.request.resend_count": 1,
  });
  expect(spans.map(({ status }) => status.code)).toEqual([SpanStatusCode.ERROR, SpanStatusCode.UNSET]);
  expect(JSON.stringify(spans.map(({ attributes: shown, status }) => [shown, status]))).not.toContain(apiKey);
});

test("a request without a response is an error too", async () => {
  for (const failure of [reset, unreached]) {
    await rejection(
      blotatoOf(serviceOf(failure), { hooks: openTelemetryHooks(tracer), retries: 0 }).messages.send(directMessage),
    );
  }
  for (const { attributes, status } of exporter.getFinishedSpans()) {
    expect(attributes).toHaveProperty("error.type");
    expect(attributes).not.toHaveProperty("http.response.status_code");
    expect(status.code).toBe(SpanStatusCode.ERROR);
  }
  expect(exporter.getFinishedSpans()).toHaveLength(2);
});
