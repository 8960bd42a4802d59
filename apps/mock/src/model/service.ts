/** What an API is to the mock, apart from its spec: how it tells callers apart, how it rejects, how it responds. */

import type { Clock } from "./clock.ts";

/** A request that is routed and valid by the spec. */
export interface OperationRequest {
  readonly operationId: string;
  /** Path parameters, decoded. */
  readonly path: Readonly<Record<string, string>>;
  /** Query parameters of the operation, in their types: numbers are numbers, repeated keys are arrays, defaults are filled in. */
  readonly query: Readonly<Record<string, unknown>>;
  /** Request headers, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed JSON body, or the fields of a form, whose files are {@link UploadedFile}s; undefined when there was none. */
  readonly body: unknown;
}

/** A file in a form. */
export interface UploadedFile {
  readonly name: string;
  /** The media type that its part names; empty or `application/octet-stream` where the sender did not know. */
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The vendors whose APIs are mocked. */
export const apiNames = ["blotato", "blooio"] as const;
export type ApiName = (typeof apiNames)[number];

export interface OperationResponse {
  readonly status: number;
  /** A JSON value; undefined for a response without a body. */
  readonly body: unknown;
  /** In place of a body, its parts as they come; it ends when the signal is aborted. Only of the mock's own interface. */
  readonly stream?: (gone: AbortSignal) => AsyncIterable<string>;
}

/** Responds to one operation. What it throws becomes a response through {@link Service.errorResponse}. */
export type OperationHandler = (request: OperationRequest) => OperationResponse;

export type OperationHandlers = Readonly<Record<string, OperationHandler>>;

/** What one API key sees. */
export interface Tenant {
  /** One for each operationId of the spec. */
  readonly handlers: OperationHandlers;
  /**
   * Counts a client's request against the documented limits, before its handler runs; missing where there are none.
   *
   * @throws what {@link Service.errorResponse} turns into a response, when a limit is reached
   */
  readonly countRequest?: (operationId: string) => void;
  /**
   * Takes a message from outside, as if a person had written it now; `message` is not validated yet.
   *
   * @returns the message as the API shows it
   * @throws InboundError when no such message can arrive here
   */
  receive(message: unknown): unknown;
  /** How many records of each kind the tenant has. */
  count(): Readonly<Record<string, number>>;
  /** What people and the business wrote to each other, the latest activity first; undefined where nobody does. */
  threads?(): Iterable<Thread>;
  /** What it delivers to receivers; undefined at a vendor that has no webhooks. */
  readonly webhooks?: TenantWebhooks;
}

/** A conversation or chat, as far as it can be found by words. */
export interface Thread {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly lastActivityAt: number;
  /** The names, numbers and handles of the other side. */
  readonly names: readonly string[];
  /** Newest first. */
  messages(): Iterable<{ readonly id: string; readonly text: string | null }>;
}

/** The webhooks of a tenant, as those see them who control the mock. */
export interface TenantWebhooks {
  /** Every delivery, oldest first. */
  deliveries(): readonly Delivery[];
  /**
   * Delivers the event of a delivery once more.
   *
   * @returns the new delivery; undefined when there is no such one
   * @throws InboundError when its webhook takes nothing any more
   */
  replay(deliveryId: string): Delivery | undefined;
  /**
   * Lets an event happen that the spec gives as an example.
   *
   * @throws InboundError when the spec has no such type
   */
  sample(type: string): void;
  /** Waits until all that is due has been delivered. */
  settle(): Promise<void>;
  /** Ends all that is under way; nothing is delivered any more. */
  end(): void;
}

/** An event on its way to a webhook, with every attempt to deliver it. */
export interface Delivery {
  readonly id: string;
  readonly webhookId: string;
  readonly url: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly status: "pending" | "delivered" | "failed";
  /** By the mock's clock, as all its times. */
  readonly createdAt: string;
  /** Missing when there is no further attempt. */
  readonly nextAttemptAt?: string;
  /** Oldest first. */
  readonly attempts: readonly DeliveryAttempt[];
}

/** One request to a receiver, as it was sent. */
export interface DeliveryAttempt {
  readonly at: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Missing when the receiver has not responded. */
  readonly response?: { readonly status: number; readonly body: string };
  /** Why nothing was sent, or why no response came. */
  readonly problem?: string;
}

/** What goes wrong with a delivery on purpose. */
export const deliveryFaults = ["lost", "late", "twice", "out of order", "wrong signature", "old timestamp"] as const;
export type DeliveryFault = (typeof deliveryFaults)[number];

/** What a tenant is made with. */
interface TenantInput {
  /** Default: the clock of all. */
  readonly clock?: Clock | undefined;
  /** The fault that hits a delivery of an event of this type. Default: none. */
  readonly deliveryFault?: (type: string) => DeliveryFault | undefined;
  /** Called when a delivery begins, and after each attempt. */
  readonly delivered?: () => void;
}

/** A message from outside that cannot arrive. Its message names the field, what was expected, and what was given. */
export class InboundError extends Error {
  override readonly name = "InboundError";
}

/** Why a request is rejected before a handler sees it. */
export type Rejection =
  | { readonly kind: "unauthorized"; readonly reason: string }
  /** No operation has this path and method. */
  | { readonly kind: "unknownOperation"; readonly reason: string }
  /** The operation has no such query parameter; only where that matters. */
  | { readonly kind: "unknownParameter"; readonly reason: string }
  /** A path, query or header parameter is not valid by the spec, or the body could not be read at all. */
  | { readonly kind: "malformed"; readonly reason: string }
  /** The request says that its body is JSON, and has none; only of a service that minds. */
  | { readonly kind: "emptyJson"; readonly reason: string }
  /** The body was read and is not valid by the spec. */
  | {
      readonly kind: "invalidBody";
      readonly reason: string;
      readonly unknownFields: readonly string[];
      /** Whether the operation has the status 422. */
      readonly has422: boolean;
    }
  /** A bug of the mock itself; never the caller's. */
  | { readonly kind: "internal"; readonly reason: string };

/** What is sent to the storage of a service, without a key: the address is the permission. */
export interface StorageRequest {
  readonly method: string;
  /** Below the storage, without a slash at its beginning. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** How many bytes the body has. They are not kept. */
  readonly size: number;
}

/** Where files are sent to and taken from, outside of the operations. */
export interface Storage {
  /** Where it begins, such as `/__storage`. */
  readonly path: string;
  handle(request: StorageRequest): OperationResponse & {
    readonly headers?: Readonly<Record<string, string>>;
    readonly text?: string;
    readonly contentType?: string;
  };
}

export interface Service {
  readonly name: string;
  readonly api: ApiName | "admin";
  /** Where it keeps files, if it takes any. */
  readonly storage?: Storage;
  /** The file of the OpenAPI document. */
  readonly specFile: string;
  /** The caller's API key, or undefined when there is none or an empty one. */
  keyOf(headers: Readonly<Record<string, string>>): string | undefined;
  /** The header that carries an API key. */
  keyHeader(key: string): Readonly<Record<string, string>>;
  /** Whether a request without a body is rejected when its content type is JSON. Default: false. */
  readonly rejectsEmptyJson?: boolean;
  /** The response to a request that no handler sees, in the vendor's own shape and status. */
  reject(rejection: Rejection): OperationResponse;
  /** Whether fields of the body that the operation does not have are to be ignored, where it has a header for that. */
  ignoresUnknownFields?(headers: Readonly<Record<string, string>>): boolean;
  /** The response to an error that a handler threw; undefined when the error is a bug and not the API's own. */
  errorResponse(error: unknown): OperationResponse | undefined;
  /** The body of a status that a fault produces, in the vendor's own shape; `retryAfter` in seconds. */
  faultBody(status: number, retryAfter: number | undefined): unknown;
  /** The field of a page that holds the cursor of the next one. */
  readonly cursorField: string;
  /** A fresh tenant, the same for the same seed. */
  createTenant(input?: TenantInput): Tenant;
}
