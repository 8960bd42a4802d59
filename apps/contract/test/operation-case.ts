import type { BlooioClient } from "@switchboard/blooio";
import type { BlotatoClient } from "@switchboard/blotato";
import type { CallOptions } from "@switchboard/messaging";
import type { Blooio } from "@switchboard/messaging/blooio";
import type { Blotato } from "@switchboard/messaging/blotato";

import type { Api } from "./specification.ts";
import type { Tenant } from "./tenants.ts";

export interface Clients {
  readonly blooio: { readonly raw: BlooioClient; readonly facade: Blooio };
  readonly blotato: { readonly raw: BlotatoClient; readonly facade: Blotato };
}

/** What a raw client gives, for whichever operation. */
interface Answered<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/** The headers of one call; null takes one of the client's own away. */
type ExtraHeaders = Readonly<Record<string, string | null>>;

/** One operation, as both clients offer it. */
export interface OperationCase<Of extends Api, Input, Data, Result> {
  /** Finds or makes what the calls need, and says what they ask for. */
  readonly prepare: (tenant: Tenant) => Promise<Input>;
  readonly raw: {
    readonly call: (client: Clients[Of]["raw"], input: Input, headers: ExtraHeaders) => Promise<Answered<Data>>;
    readonly status: number;
    readonly check: (data: Data, input: Input) => void;
  };
  readonly facade: {
    readonly call: (client: Clients[Of]["facade"], input: Input, options: CallOptions) => Promise<Result>;
    readonly check: (result: Result, input: Input) => void;
  };
  /** What the mock itself refuses, by documented status. */
  readonly refusals: Readonly<Record<number, RefusedCase<Input>>>;
}

interface RefusedCase<Input> {
  /** Changes the input into one that is refused. */
  readonly input: (input: Input) => Input;
  /** What the answer has to name. */
  readonly reason: RegExp;
  /** The request is not as the spec says, so that no checking proxy lets it through. */
  readonly breaksSpec?: boolean;
}

/** A case of whatever types, for a table of all operations. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyCase<Of extends Api> = OperationCase<Of, any, any, any>;

/** Ties the types of one case together. */
export const blotatoCase = <Input, Data, Result>(
  operation: OperationCase<"blotato", Input, Data, Result>,
): OperationCase<"blotato", Input, Data, Result> => operation;

/** Ties the types of one case together. */
export const blooioCase = <Input, Data, Result>(
  operation: OperationCase<"blooio", Input, Data, Result>,
): OperationCase<"blooio", Input, Data, Result> => operation;
