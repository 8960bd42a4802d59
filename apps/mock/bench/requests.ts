import type { BenchRequest } from "./load.ts";

export type ApiName = "blotato" | "blooio";

/** One list and one send of an API, as a program would send them. Paths are below the API's base path. */
export interface ApiRequests {
  readonly api: ApiName;
  readonly basePath: string;
  readonly list: BenchRequest;
  readonly send: BenchRequest;
}

const blotatoKey = { "blotato-api-key": "bench-key" };
const blooioKey = { authorization: "Bearer bench-key" };
const json = { "content-type": "application/json" };

export const benchRequests: readonly ApiRequests[] = [
  {
    api: "blotato",
    basePath: "",
    list: { method: "GET", path: "/v2/conversations?limit=10&platform=instagram", headers: blotatoKey },
    send: {
      method: "POST",
      path: "/v2/messages",
      headers: { ...blotatoKey, ...json },
      body: JSON.stringify({
        accountId: "40112",
        recipientId: "17840000000000101",
        text: "Yes, we are open until six today.",
        target: { targetType: "instagram", responseType: "RESPONSE" },
      }),
    },
  },
  {
    api: "blooio",
    basePath: "/v4",
    list: { method: "GET", path: "/chats?limit=10", headers: blooioKey },
    send: {
      method: "POST",
      path: "/messages",
      headers: { ...blooioKey, ...json },
      body: JSON.stringify({ to: "+15555550199", text: "Your order is ready." }),
    },
  },
];
