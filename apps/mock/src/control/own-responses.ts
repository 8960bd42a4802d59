import type { OperationRequest, OperationResponse } from "../model/service.ts";

/** A response of one's own to valid requests of an operation. */
export interface OwnResponse {
  /** Which requests get it. Default: every one. */
  readonly when?: (request: OperationRequest) => boolean;
  /** One that the spec documents for the operation. */
  readonly status: number;
  /** JSON that fits the spec; left out where the response has none. */
  readonly body?: unknown;
  /** How many requests get it. Default: every one, until it is removed. */
  readonly times?: number;
  /** The API key whose requests get it. Default: every key. */
  readonly key?: string;
}

/** A response that cannot be given: its message says what the spec expects. */
export class ResponseError extends Error {
  override readonly name = "ResponseError";
}

export interface OwnResponses {
  add(operationId: string, response: OwnResponse): ActiveResponse;
  /** Removes those of one key, or all. */
  clear(key?: string): void;
  /** The first that a request is to get; undefined when the model responds. */
  find(request: OperationRequest, key: string): OperationResponse | undefined;
}

export interface ActiveResponse {
  /** How many requests got it. */
  readonly hits: number;
  remove(): void;
}

export function createOwnResponses(): OwnResponses {
  const entries = new Set<{ readonly operationId: string; readonly response: OwnResponse; hits: number }>();
  return {
    add(operationId, response) {
      const entry = { operationId, response, hits: 0 };
      entries.add(entry);
      return {
        get hits() {
          return entry.hits;
        },
        remove: () => void entries.delete(entry),
      };
    },
    clear(key) {
      for (const entry of entries) if (key === undefined || entry.response.key === key) entries.delete(entry);
    },
    find(request, key) {
      for (const entry of entries) {
        const { body, key: only = key, status, times = Number.POSITIVE_INFINITY, when } = entry.response;
        if (entry.operationId !== request.operationId || only !== key || entry.hits >= times) continue;
        if (when?.(request) === false) continue;
        entry.hits += 1;
        return { status, body };
      }
      return undefined;
    },
  };
}
