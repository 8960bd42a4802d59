import { afterEach, describe, expect, test, vi } from "vitest";

import { createBlotato } from "../src/blotato/index.ts";
import type { ConnectionError } from "../src/index.ts";
import { apiKey, blotatoOf, directMessage } from "./samples.ts";
import { fails, networkError, serviceOf, type Answer, type Place } from "./scripted-fetch.ts";
import { inVirtualTime, rejection, useVirtualTime } from "./virtual-time.ts";

useVirtualTime();
afterEach(() => void vi.unstubAllGlobals());

const refusal = (place: Place): TypeError => networkError("ECONNREFUSED", "connect", place);
const unresolved = (hostname: string, code = "ENOTFOUND"): TypeError => networkError(code, "getaddrinfo", { hostname });
const timedOut = (place: string): TypeError =>
  new TypeError("fetch failed", {
    cause: Object.assign(new Error(`Connect Timeout Error (${place}, timeout: 10000ms)`), {
      code: "UND_ERR_CONNECT_TIMEOUT",
    }),
  });
const several = (...errors: Error[]): TypeError =>
  new TypeError("fetch failed", { cause: Object.assign(new AggregateError(errors), { code: "ECONNREFUSED" }) });

const named = "https://backend.blotato.com";
const onThisMachine = "http://localhost:4010";
const ip = "http://127.0.0.1:4010";
const ipv6 = "http://[::1]:4010";

/** How often a send was tried, and whether it may have been carried out. */
async function afterSending(send: (fetch: Answer) => Promise<unknown>, answer: Answer) {
  let requests = 0;
  const error = await inVirtualTime(
    rejection(
      send((request) => {
        requests += 1;
        return answer(request);
      }),
    ),
  );
  return { requests, maybeSent: (error as { readonly maybeSent?: boolean }).maybeSent };
}

const again = { requests: 2, maybeSent: false };
const once = { requests: 1, maybeSent: true };

describe("a send that cannot be recognised when it is repeated", () => {
  const sendTo = (baseUrl: string) => (fetch: Answer) =>
    blotatoOf(serviceOf(fetch), { baseUrl, retries: 1 }).messages.send(directMessage);

  test.each([
    ["the name of the service leads nowhere", named, unresolved("backend.blotato.com")],
    ["its name cannot be looked up now", named, unresolved("backend.blotato.com", "EAI_AGAIN")],
    ["its address refuses", ip, refusal({ address: "127.0.0.1", port: 4010 })],
    ["its IPv6 address refuses", ipv6, refusal({ address: "::1", port: 4010 })],
    ["this machine refuses", onThisMachine, refusal({ address: "::1", port: 4010 })],
    [
      "both addresses of this machine refuse",
      onThisMachine,
      several(...["127.0.0.1", "::1"].map((address) => refusal({ address, port: 4010 }))),
    ],
    ["connecting takes too long", ip, networkError("ETIMEDOUT", "connect", { address: "127.0.0.1", port: 4010 })],
    ["undici waits too long", named, timedOut("attempted address: backend.blotato.com:443")],
    [
      "undici waits too long for each address",
      onThisMachine,
      timedOut("attempted addresses: ::1:4010, 127.0.0.1:4010"),
    ],
    [
      "Bun cannot connect",
      ip,
      Object.assign(new Error("Unable to connect"), { code: "ConnectionRefused", path: `${ip}/v2/messages` }),
    ],
    [
      "Deno cannot connect",
      ip,
      new TypeError(`error sending request for url (${ip}/v2/messages): client error (Connect): tcp connect error`),
    ],
  ])("is repeated when %s", async (_, baseUrl, error) => {
    expect(await afterSending(sendTo(baseUrl), fails(error))).toEqual(again);
  });

  test.each([
    ["another name leads nowhere", named, unresolved("log.example.com")],
    ["another port refuses", ip, refusal({ address: "127.0.0.1", port: 39_999 })],
    ["another port of this machine refuses", onThisMachine, refusal({ address: "127.0.0.1", port: 39_999 })],
    ["another address refuses", ip, refusal({ address: "10.0.0.7", port: 4010 })],
    ["another machine refuses", onThisMachine, refusal({ address: "10.0.0.7", port: 4010 })],
    ["an address refuses that may be another service's", named, refusal({ address: "10.0.0.7", port: 443 })],
    ["a socket of the file system refuses", ip, refusal({ address: "/run/log.sock" })],
    ["who refuses is not said", ip, networkError("ECONNREFUSED", "connect")],
    [
      "one of two refusals is another's",
      ip,
      several(refusal({ address: "127.0.0.1", port: 4010 }), refusal({ address: "127.0.0.1", port: 39_999 })),
    ],
    ["undici waits too long for another", ip, timedOut("attempted address: 127.0.0.1:39999")],
    [
      "Bun cannot connect to another",
      ip,
      Object.assign(new Error("Unable to connect"), { code: "ConnectionRefused", path: "http://127.0.0.1:39999/" }),
    ],
    [
      "Deno cannot connect to another",
      ip,
      new TypeError("error sending request for url (http://127.0.0.1:39999/): client error (Connect)"),
    ],
    [
      "another port refuses, in words that quote the request's address",
      ip,
      Object.assign(new Error(`audit of (${ip}/v2/messages): ECONNREFUSED`), {
        code: "ECONNREFUSED",
        address: "127.0.0.1",
        port: 6379,
      }),
    ],
    [
      "one of two failures is an empty list of failures",
      ip,
      several(new AggregateError([]), refusal({ address: "127.0.0.1", port: 4010 })),
    ],
    ["a port is not allowed", ip, new TypeError("fetch failed", { cause: new Error("bad port") })],
    [
      "a step after the request fails, in whose cause it stands",
      named,
      new Error("audit log", {
        cause: Object.assign(new Error("redis"), { code: "ECONNREFUSED", syscall: "connect" }),
      }),
    ],
  ])("is not repeated when %s", async (_, baseUrl, error) => {
    expect(await afterSending(sendTo(baseUrl), fails(error))).toEqual(once);
  });

  test("is not repeated once the service has answered, whatever its body fails with", async () => {
    const error = Object.assign(new Error("connect ECONNREFUSED"), {
      code: "ECONNREFUSED",
      syscall: "connect",
      address: "127.0.0.1",
      port: 4010,
    });
    const brokenOff: Answer = () =>
      new Response(new ReadableStream({ pull: (controller) => controller.error(error) }), { status: 201 });
    expect(await afterSending(sendTo(ip), brokenOff)).toEqual(once);
  });
});

describe("with the global fetch, which makes no other request, a send", () => {
  const sendTo = (baseUrl: string) => (fetch: Answer) => {
    vi.stubGlobal("fetch", serviceOf(fetch).fetch);
    return createBlotato({ apiKey, baseUrl, retries: 1 }).messages.send(directMessage);
  };

  test("is repeated when an address behind the service's name refuses", async () => {
    const error = refusal({ address: "10.0.0.7", port: 443 });
    expect(await afterSending(sendTo(named), fails(error))).toEqual(again);
  });

  test("is known not to have left when the port is one that fetch does not allow", async () => {
    const error = new TypeError("fetch failed", { cause: new Error("bad port") });
    expect(await afterSending(sendTo("http://127.0.0.1:6000"), fails(error))).toEqual(again);
  });
});

test.each([
  [
    "leads back to itself",
    () => {
      const error = new Error("x");
      error.cause = error;
      return error;
    },
    "x",
  ],
  ["has no prototype", () => Object.create(null) as unknown, "no reason given"],
  ["is undefined", () => undefined, "undefined"],
])("something thrown that %s becomes a ConnectionError", async (_, make, words) => {
  const client = blotatoOf(serviceOf(fails(make())), { retries: 0 });
  const error = await rejection(client.messages.send(directMessage));
  expect(error).toMatchObject({ name: "ConnectionError", maybeSent: true });
  expect((error as ConnectionError).code).toBeUndefined();
  expect((error as Error).message).toContain(words);
});
