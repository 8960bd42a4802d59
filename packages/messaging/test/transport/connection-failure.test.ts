import { afterEach, describe, expect, test, vi } from "vitest";

import { createBlotato } from "../../src/blotato/index.ts";
import type { ConnectionError } from "../../src/index.ts";
import { apiKey, blotatoOf, directMessage } from "../samples.ts";
import { fails, networkError, serviceOf, type Responder, type Place } from "../scripted-fetch.ts";
import { inVirtualTime, rejection, useVirtualTime } from "../virtual-time.ts";

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
async function afterSending(send: (fetch: Responder) => Promise<unknown>, responder: Responder) {
  let requests = 0;
  const error = await inVirtualTime(
    rejection(
      send((request) => {
        requests += 1;
        return responder(request);
      }),
    ),
  );
  return { requests, maybeSent: (error as { readonly maybeSent?: boolean }).maybeSent };
}

const again = { requests: 2, maybeSent: false };
const once = { requests: 1, maybeSent: true };

describe("a send that cannot be recognised when it is repeated", () => {
  const sendTo = (baseUrl: string) => (fetch: Responder) =>
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

  test("is not repeated once the service has responded, however reading its body fails", async () => {
    const error = Object.assign(new Error("connect ECONNREFUSED"), {
      code: "ECONNREFUSED",
      syscall: "connect",
      address: "127.0.0.1",
      port: 4010,
    });
    const brokenOff: Responder = () =>
      new Response(new ReadableStream({ pull: (controller) => controller.error(error) }), { status: 201 });
    expect(await afterSending(sendTo(ip), brokenOff)).toEqual(once);
  });
});

const untrusted = (code: string, further: object = {}): TypeError =>
  new TypeError("fetch failed", { cause: Object.assign(new Error("certificate has expired"), { code, ...further }) });
const onBun = (code: string, path: string, words = code): Error => Object.assign(new TypeError(words), { code, path });
const onDeno = (url: string, words: string): TypeError =>
  new TypeError("fetch failed", { cause: new Error(`error sending request for url (${url}): ${words}`) });

describe("a handshake that fails sends nothing, so that a send", () => {
  const own = "https://backend.blotato.com/v2/messages";
  const cut = (host: string, port: string): TypeError =>
    new TypeError("fetch failed", {
      cause: Object.assign(
        new Error("Client network socket disconnected before secure TLS connection was established"),
        { code: "ECONNRESET", host, port },
      ),
    });
  const withGlobal = (fetch: Responder) => {
    vi.stubGlobal("fetch", serviceOf(fetch).fetch);
    return createBlotato({ apiKey, retries: 1 }).messages.send(directMessage);
  };
  const withOwn = (fetch: Responder) => blotatoOf(serviceOf(fetch), { retries: 1 }).messages.send(directMessage);

  test.each([
    ["a certificate that has expired", untrusted("CERT_HAS_EXPIRED")],
    ["one that nobody vouches for", untrusted("DEPTH_ZERO_SELF_SIGNED_CERT")],
    ["an unknown authority", untrusted("UNABLE_TO_GET_ISSUER_CERT_LOCALLY")],
    ["a missing step between", untrusted("UNABLE_TO_VERIFY_LEAF_SIGNATURE")],
    ["no common protocol", untrusted("ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION")],
    ["a handshake that the service rejects", untrusted("ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE")],
  ])("by the global fetch is repeated after %s, as Node names it", async (_, error) => {
    expect(await afterSending(withGlobal, fails(error))).toEqual(again);
  });

  test.each([
    [
      "Node names the host of a certificate",
      untrusted("ERR_TLS_CERT_ALTNAME_INVALID", { host: "backend.blotato.com" }),
    ],
    ["Node says that the connection broke before it was secure", cut("backend.blotato.com", "443")],
    ["Bun names the address of a certificate", onBun("CERT_HAS_EXPIRED", own)],
    ["Bun names the address of a handshake", onBun("EPROTO", own, "EPROTO: The TLS handshake failed.")],
    ["Deno names the address of a certificate", onDeno(own, "client error (Connect): invalid peer certificate")],
    ["Deno names the address of a handshake", onDeno(own, "client error (Connect): tls handshake eof")],
    ["Bun names the address that refuses", onBun("ECONNREFUSED", own)],
  ])("by any fetch is repeated when %s, and it is the request's own", async (_, error) => {
    expect(await afterSending(withOwn, fails(error))).toEqual(again);
  });

  test.each([
    ["a certificate of nobody knows whom", untrusted("CERT_HAS_EXPIRED")],
    ["another host's certificate", untrusted("ERR_TLS_CERT_ALTNAME_INVALID", { host: "log.example.com" })],
    ["another connection's handshake", cut("log.example.com", "443")],
    ["another port's handshake", cut("backend.blotato.com", "8443")],
    ["another address's certificate", onBun("CERT_HAS_EXPIRED", "https://log.example.com/")],
    ["another address's handshake", onBun("EPROTO", "https://log.example.com/", "EPROTO: The TLS handshake failed.")],
  ])("by a fetch of one's own is not repeated after %s", async (_, error) => {
    expect(await afterSending(withOwn, fails(error))).toEqual(once);
  });

  test.each([
    ["an invalid record, which may come later as well", untrusted("ERR_SSL_WRONG_VERSION_NUMBER")],
    ["an alert that may come later as well", untrusted("ERR_SSL_SSLV3_ALERT_BAD_RECORD_MAC")],
    ["a client certificate that is missing", untrusted("ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED")],
    ["a connection that breaks", networkError("ECONNRESET", "read")],
  ])("by the global fetch is not repeated after %s", async (_, error) => {
    expect(await afterSending(withGlobal, fails(error))).toEqual(once);
  });
});

describe("with the global fetch, which makes no other request, a send", () => {
  const sendTo = (baseUrl: string) => (fetch: Responder) => {
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
