import { ApiError } from "@switchboard/messaging";
import { expect } from "vitest";

import type { SpecOperation } from "../specification.ts";
import { present, type SentRequest } from "../tenants.ts";

/** What an `ApiError` calls a status. */
export function kindOf(status: number): string {
  if (status === 400 || status === 422) return "validation";
  if (status === 401 || status === 403) return "auth";
  if (status === 404) return "notFound";
  if (status === 409) return "conflict";
  if (status === 429) return "rateLimit";
  return status >= 500 ? "server" : "client";
}

/** The words of a documented error, in whichever of its shapes. */
export function reasonIn(body: unknown): string {
  const { message, error, data } = body as {
    message?: string;
    error?: { message: string };
    data?: { error: { message: string } }[];
  };
  return message ?? error?.message ?? present(data?.[0]).error.message;
}

/** A request went to the operation: its method, and its path with some id in place of each parameter. */
export function expectRequestOf({ method, path }: SpecOperation, request: SentRequest | undefined): void {
  const pattern = new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`);
  expect(request?.method).toBe(method);
  expect(request?.url.pathname).toMatch(pattern);
}

/** The typed error of a call that the service rejected. */
export async function rejectionOf(call: Promise<unknown>): Promise<ApiError> {
  const error: unknown = await call.then(
    () => new Error("The call succeeded"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApiError)) throw error;
  return error;
}
