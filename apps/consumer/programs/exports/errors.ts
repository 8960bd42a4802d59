// Exports whose types are inferred, of a program that imports what both services share, and nothing else.
import { isApiError, SwitchboardError, TimeoutError } from "@switchboard/messaging";

export const bodyOf = (error: unknown) => (isApiError(error, "blotato") ? error.body : undefined);
export const resultsOf = (error: unknown) => (isApiError(error, "blooio") ? error.body : undefined);
export const errorOf = (error: unknown) => (isApiError(error, "blooio") ? error : undefined);
export const kindOf = (error: unknown) => (isApiError(error) ? error.kind : undefined);
export const wasSent = (error: unknown) => (error instanceof SwitchboardError ? error.maybeSent : true);
export const limitOf = (error: unknown) => (error instanceof TimeoutError ? error : undefined);
