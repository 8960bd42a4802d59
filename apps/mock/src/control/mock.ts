// A consumer may have chosen a `lib` without `Disposable`.
/// <reference lib="esnext.disposable" preserve="true" />

import type { BlooioEventType } from "../blooio/generated/events.ts";
import type { BlooioOperationId } from "../blooio/generated/operations.ts";
import type { BlooioInbound, BlooioReceived } from "../blooio/inbound/inbound.ts";
import type { BlotatoOperationId } from "../blotato/generated/operations.ts";
import type { BlotatoInbound, BlotatoReceived } from "../blotato/inbound/inbound.ts";
import type { AdminAccess } from "./admin/admin-access.ts";
import type { ServerCertificate } from "../http/server/server-certificate.ts";
import type { MockClock } from "../model/clock.ts";
import type { TenantSizes } from "../model/tenant-options.ts";
import type { Delivery, DeliveryFault } from "../model/service.ts";
import type { Fault, FaultOptions } from "./faults/fault.ts";
import type { OperationCoverage } from "./journal/operation-coverage.ts";
import type { RecordedRequest } from "./journal/journal.ts";
import type { OwnResponse } from "./own-responses.ts";

export interface MockOptions extends TenantSizes {
  /** The address to listen on. Default: `127.0.0.1`. */
  readonly host?: string;
  /** Default: any free port. */
  readonly blotatoPort?: number;
  /** Default: any free port. */
  readonly blooioPort?: number;
  /** A certificate and its key, in PEM: both APIs are then served over HTTPS alone. Default: HTTP. */
  readonly https?: ServerCertificate;
  /** The same seed gives the same data and ids. Default: 1. */
  readonly seed?: number;
  /** When the mock's clock starts. Default: the machine's time. With a fixed one the same seed also gives the same times and ids. */
  readonly startTime?: Date;
  /** The keys that are accepted. Default: any that is not empty. */
  readonly keys?: readonly string[];
  /** Whether the documented limits hold: Blotato's requests per route and minute, Blooio's messages without a reply. Default: false. */
  readonly rateLimits?: boolean;
  /** Whether query parameters that an operation does not have are rejected; the vendors ignore them. Default: false. */
  readonly strict?: boolean;
  /**
   * Who validates requests and responses. `fast`: a fast path, compiled from Prism's own parts, which may only accept; whatever it
   * does not accept goes through Prism's engine. `prism`: everything goes through Prism's engine. Default: `fast`.
   */
  readonly validate?: "fast" | "prism";
  /** A scenario by name, or the path of a YAML file. */
  readonly scenario?: string;
  /**
   * A directory that `--record` has filled: a request that was recorded gets what was recorded, whether or not our spec allows it;
   * the model responds to every other.
   */
  readonly replay?: string;
  /** How many requests the journal keeps. Default: 1000. */
  readonly journalSize?: number;
  /**
   * Who can use `/__mock`: this machine alone (`loopback`, the default), whoever sends `authorization: Bearer …` with a token as
   * well, or everybody.
   */
  readonly admin?: AdminAccess;
  /**
   * Where webhooks are delivered. `loopback`: on this machine only; a delivery to another address is kept, and not sent. Default:
   * `loopback`.
   */
  readonly webhookTargets?: "anywhere" | "loopback";
  /** Called with each request once its response is ready. */
  readonly onRequest?: (request: RecordedRequest) => void;
}

export interface RequestQuery {
  /** Only what came with this API key. */
  readonly key?: string;
}

/** A fault in force. */
export interface FaultHandle extends Disposable {
  /** How many requests it has hit. */
  readonly hits: number;
  /** Removes the fault. */
  remove(): void;
}

/** A response of one's own in force. */
export interface ResponseHandle extends Disposable {
  /** How many requests got it. */
  readonly hits: number;
  /** Lets the model respond again. */
  remove(): void;
}

export interface MockedApi<Inbound, Received, OperationId extends string> {
  /** The base URL for a client, with the path of the real service: `http://127.0.0.1:4011/v4`. */
  readonly url: string;
  /** The responses of the mock that broke the spec; each is a bug of the mock. */
  readonly violations: readonly string[];
  /** Like {@link Mock.fail}, on this API alone. */
  fail(operationId: OperationId | "*", fault: Fault): FaultHandle;
  /** Like {@link Mock.respond}, on this API alone. */
  respond(operationId: OperationId, response: OwnResponse): ResponseHandle;
  /** Like {@link Mock.requests}, of this API alone. */
  requests(operationId?: OperationId, query?: RequestQuery): readonly RecordedRequest[];
  /**
   * A message arrives, as if a person had written it now.
   *
   * @param options the key whose tenant receives it; required when more than one key has been used
   * @returns the message as the API gives it
   * @throws InboundError when no such message can arrive
   * @example
   * const mock = await startMock();
   * const [conversation] = await createBlotato({ apiKey: "k", baseUrl: mock.blotato.url }).conversations.list().toArray({ limit: 1 });
   * if (conversation) mock.blotato.receive({ conversationId: conversation.id, text: "Are you open today?" });
   */
  receive(message: Inbound, options?: RequestQuery): Received;
}

/** What the mock delivers to webhooks that were created through the API. */
export interface MockedWebhooks {
  /**
   * Every delivery with its attempts, oldest first.
   *
   * @example
   * const mock = await startMock();
   * expect(mock.webhooks.deliveries().map(({ eventType, status }) => [eventType, status])).toEqual([
   *   ["message.received", "delivered"],
   * ]);
   */
  deliveries(query?: RequestQuery): readonly Delivery[];
  /**
   * Lets deliveries of a type of event fail; `"*"` stands for every type.
   *
   * @throws FaultError when the fault is not valid
   * @example
   * const mock = await startMock();
   * mock.webhooks.fail("message.received", { delivery: "twice", times: 1 });
   */
  fail(type: BlooioEventType | "*", fault: DeliveryFaultWithOptions): FaultHandle;
  /**
   * Lets an event happen as the spec gives it as an example, whatever the tenant has.
   *
   * @param options the key whose webhooks get it; required when more than one key has been used
   */
  sample(type: BlooioEventType, options?: RequestQuery): void;
  /** Waits until all that is due by the clock has been delivered: `clock.advance` makes the next attempts due. */
  settle(): Promise<void>;
}

/** What goes wrong with deliveries, and with which. */
export type DeliveryFaultWithOptions = { readonly delivery: DeliveryFault } & Omit<
  FaultOptions,
  "latency" | "processed"
>;

export interface Mock extends AsyncDisposable {
  readonly blotato: MockedApi<BlotatoInbound, BlotatoReceived, BlotatoOperationId>;
  readonly blooio: MockedApi<BlooioInbound, BlooioReceived, BlooioOperationId>;
  /** The time in all tenants; `clock.of(key)` is the time in one. */
  readonly clock: MockClock;
  readonly webhooks: MockedWebhooks;
  /**
   * Lets an operation fail, on each API that has it; `"*"` stands for every operation. Faults hit valid requests, in the order in
   * which they were added.
   *
   * @throws FaultError when no API has the operation, or the fault is not valid
   * @example
   * const mock = await startMock();
   * mock.fail("sendMessage", { status: 429, retryAfter: 2, times: 1 });
   */
  fail(operationId: BlotatoOperationId | BlooioOperationId | "*", fault: Fault): FaultHandle;
  /**
   * Gives valid requests of an operation a response of your own, on each API whose spec has it. The first one whose `when` says
   * true is given; the model responds where none does. What it responds changes nothing in the model.
   *
   * @throws ResponseError when no spec has such a response to the operation
   * @example
   * const mock = await startMock();
   * mock.respond("sendMessage", {
   *   when: ({ body }) => (body as { text?: string }).text === "stop",
   *   status: 404,
   *   body: { message: "The recipient is gone", reqId: "req-1" },
   * });
   */
  respond(operationId: BlotatoOperationId | BlooioOperationId, response: OwnResponse): ResponseHandle;
  /**
   * The requests that the mock received, of one operation or all, oldest first.
   *
   * @example
   * const mock = await startMock();
   * expect(mock.requests("sendMessage")).toMatchObject([{ body: { text: "Hello" }, response: { status: 201 } }]);
   */
  requests(operationId?: BlotatoOperationId | BlooioOperationId, query?: RequestQuery): readonly RecordedRequest[];
  /**
   * What the requests since the start exercised: of each operation of both APIs the statuses and faults that it met, and the
   * documented statuses and query parameters that were never tried.
   *
   * @example
   * const mock = await startMock();
   * const untried = mock.coverage().filter(({ requests }) => requests === 0);
   */
  coverage(): readonly OperationCoverage[];
  /** Sets the tenant of one key back, with its clock, faults and requests; or everything, to the state at the start. */
  reset(key?: string): void;
  /** Ends both servers and every open connection. */
  close(): Promise<void>;
}
