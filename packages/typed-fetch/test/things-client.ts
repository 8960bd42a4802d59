import { createTypedClient, type ApiAccess, type TypedClient, type TypedClientOptions } from "../src/index.ts";

/** A small API, as openapi-typescript would describe it. */
export interface Paths {
  "/things": {
    get: Operation<{ query?: { name?: string[] } }>;
    post: Operation<object> & { requestBody: { content: { "application/json": { name: string } } } };
  };
  "/things/{id}": { get: Operation<{ path: { id: string } }>; delete: Operation<{ path: { id: string } }> };
}

interface Operation<Parameters> {
  parameters: Parameters & { query?: object; header?: object; path?: object; cookie?: never };
  responses: { 200: { headers: object; content: { "application/json": { id: string } } } };
}

export const access: ApiAccess = {
  serverUrl: "https://things.example.com",
  keyVariable: "THINGS_API_KEY",
  authorize: (key: string) => ({ Authorization: `Bearer ${key}` }),
  isErrorBody: ({ message }: Readonly<Record<string, unknown>>) => typeof message === "string",
};

interface Sent {
  readonly url: string;
  readonly init: RequestInit;
}

export const headerOf = (sent: Sent | undefined, name: string): string | null =>
  new Headers(sent?.init.headers).get(name);

/** A client of the small API, and what it requests of a service that responds always alike. */
export function clientOf(
  respond: () => Response = () => Response.json({ id: "1" }),
  options: TypedClientOptions = {},
): { readonly client: TypedClient<Paths>; readonly requests: Sent[] } {
  const requests: Sent[] = [];
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    requests.push({ url, init });
    return respond();
  };
  return { client: createTypedClient<Paths>(access, { apiKey: "secret-key-1", fetch, ...options }), requests };
}
