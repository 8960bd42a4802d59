// An export whose type is inferred, of a program that imports the hooks for OpenTelemetry, and nothing else.
import { openTelemetryHooks } from "@switchboard/messaging/otel";

export const hooks = openTelemetryHooks();
