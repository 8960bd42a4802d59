import { execFile } from "node:child_process";
import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server } from "node:net";
import { networkInterfaces } from "node:os";
import { promisify } from "node:util";

import { findFreePort } from "@switchboard/task-inputs/free-port";
import { afterEach, expect, test } from "vitest";

import { startMock, type Mock, type MockOptions } from "../src/index.ts";

const opened: { close(): unknown }[] = [];

afterEach(async () => {
  for (const thing of opened.splice(0)) await thing.close();
});

async function start(options: MockOptions = {}): Promise<Mock> {
  const mock = await startMock(options);
  opened.push(mock);
  return mock;
}

const portOf = (url: string): number => Number(new URL(url).port);

async function occupy(port = 0): Promise<Server> {
  const server = createServer();
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  opened.push(server);
  return server;
}

async function isListening(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

const statusesOf = async (mock: Mock, key = "k"): Promise<readonly number[]> => {
  const blotato = await fetch(`${mock.blotato.url}/v2/conversations`, { headers: { "blotato-api-key": key } });
  const blooio = await fetch(`${mock.blooio.url}/chats`, { headers: { authorization: `Bearer ${key}` } });
  await Promise.all([blotato.text(), blooio.text()]);
  return [blotato.status, blooio.status];
};

test("serves both APIs, on ports of their own, with URLs that a client can use as they stand", async () => {
  const mock = await start();
  expect(portOf(mock.blotato.url)).not.toBe(portOf(mock.blooio.url));
  expect(await statusesOf(mock)).toEqual([200, 200]);
  expect(mock.blooio.url.endsWith("/v4")).toBe(true);
});

test("serves at the host and ports of its options", async () => {
  const [blotatoPort, blooioPort] = [await findFreePort(), await findFreePort()];
  const mock = await start({ blotatoPort, blooioPort, host: "localhost" });
  expect([mock.blotato.url, mock.blooio.url]).toEqual([
    `http://localhost:${blotatoPort}`,
    `http://localhost:${blooioPort}/v4`,
  ]);
  expect(await statusesOf(mock)).toEqual([200, 200]);
});

const hasIpv6 = Object.values(networkInterfaces())
  .flat()
  .some((address) => address?.address === "::1");

test.skipIf(!hasIpv6)("writes an IPv6 address into its URLs as a URL needs it", async () => {
  const mock = await start({ host: "::1" });
  expect(mock.blotato.url).toMatch(/^http:\/\/\[::1\]:\d+$/);
  expect(await statusesOf(mock)).toEqual([200, 200]);
});

test("two mocks live side by side, and what happens in one is not seen in the other", async () => {
  const startTime = new Date();
  const [one, other] = await Promise.all([start({ startTime }), start({ startTime })]);
  const list = async ({ blotato }: Mock): Promise<string> =>
    (await fetch(`${blotato.url}/v2/messages?limit=1`, { headers: { "blotato-api-key": "k" } })).text();
  for (const { clock } of [one, other]) clock.hold();
  expect(await list(one)).toBe(await list(other));
  one.clock.advance("2d");
  expect(other.clock.now()).toBeLessThan(one.clock.now());
  await one.close();
  expect(await statusesOf(other)).toEqual([200, 200]);
});

test("gives the same data for the same seed, others for another, and times from where its clock starts", async () => {
  const first = async (options: MockOptions): Promise<string> => {
    const mock = await start(options);
    const response = await fetch(`${mock.blotato.url}/v2/conversations?limit=250`, {
      headers: { "blotato-api-key": "k" },
    });
    return response.text();
  };
  const startTime = new Date("2031-03-04T05:06:07Z");
  expect(await first({ seed: 7, startTime })).toBe(await first({ seed: 7, startTime }));
  expect(await first({ seed: 7, startTime })).not.toBe(await first({ seed: 8, startTime }));
  const mock = await start({ startTime });
  expect(mock.clock.start).toBe(startTime.getTime());
  expect(await first({ startTime })).toContain("2031-03-0");
});

test("close ends both servers at once, also beside idle, open and half-spoken connections", async () => {
  const mock = await start();
  await statusesOf(mock);
  const sockets = await Promise.all(
    ["", "GET /v2/users/me HT", "POST /v2/messages HTTP/1.1\r\nhost: x\r\ncontent-length: 50\r\n\r\n{"].map(
      async (words) => {
        const socket = connect(portOf(mock.blotato.url), "127.0.0.1");
        await once(socket, "connect");
        await new Promise<void>((resolve) => (words === "" ? resolve() : socket.write(words, () => resolve())));
        return socket;
      },
    ),
  );
  // Whether the server ends them or resets them is its affair.
  const ended = Promise.all(
    sockets.map(
      (socket) =>
        new Promise<void>(
          (resolve) =>
            void socket
              .on("error", () => {})
              .on("close", () => resolve())
              .resume(),
        ),
    ),
  );
  await mock.close();
  await ended;
  expect(await Promise.all([isListening(portOf(mock.blotato.url)), isListening(portOf(mock.blooio.url))])).toEqual([
    false,
    false,
  ]);
});

test("close may be called twice, also at the same time, and await using calls it", async () => {
  const mock = await start();
  await Promise.all([mock.close(), mock.close()]);
  await mock.close();
  let port: number;
  {
    await using inScope = await startMock();
    port = portOf(inScope.blotato.url);
    expect(await isListening(port)).toBe(true);
  }
  expect(await isListening(port)).toBe(false);
});

test.each(["blotatoPort", "blooioPort"] as const)(
  "a busy %s gives one clear error, and nothing is left listening",
  async (name) => {
    const busy = ((await occupy()).address() as AddressInfo).port;
    const other = await findFreePort();
    const ports = { blotatoPort: other, blooioPort: other, [name]: busy };
    await expect(startMock(ports)).rejects.toThrow(
      `127.0.0.1:${busy} is in use; stop what listens there, or choose another port`,
    );
    expect(await isListening(other)).toBe(false);
    // The port can be used again at once.
    await start({ ...ports, [name]: 0 });
  },
);

test("the same port for both APIs is an error, and nothing is left listening", async () => {
  const port = await findFreePort();
  await expect(startMock({ blotatoPort: port, blooioPort: port })).rejects.toThrow(`127.0.0.1:${port} is in use`);
  expect(await isListening(port)).toBe(false);
});

test("a host that is not this machine's is an error with the reason", async () => {
  await expect(startMock({ host: "192.0.2.1" })).rejects.toThrow(/cannot listen on 192\.0\.2\.1:0: /);
});

test.each([-1, 65_536, 1.5, Number.NaN])("the port %d is an error", async (blotatoPort) => {
  await expect(startMock({ blotatoPort })).rejects.toThrow(/port/i);
});

test("works in a process with NODE_ENV=production, which ends by itself once the mock is closed", async () => {
  const script = `
    import { startMock } from ${JSON.stringify(import.meta.resolve("../src/index.ts"))};
    const mock = await startMock();
    const headers = { "blotato-api-key": "k", authorization: "Bearer k" };
    const statuses = [];
    for (const prefer of ["", "code=401", "dynamic=true", "example=nothing"]) {
      for (const url of [mock.blotato.url + "/v2/conversations", mock.blooio.url + "/chats"]) {
        statuses.push((await fetch(url, { headers: { ...headers, prefer } })).status);
      }
    }
    await mock.close();
    console.log(JSON.stringify(statuses));
  `;
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], {
    env: { ...process.env, NODE_ENV: "production" },
  });
  expect([JSON.parse(stdout), stderr]).toEqual([[200, 200, 401, 401, 200, 200, 422, 400], ""]);
});

test.each<[string, MockOptions, string]>([
  ["a host that is empty", { host: "" }, "host is empty"],
  ["a seed that is not a whole number", { seed: 1.5 }, "seed is 1.5"],
  ["a start that is not a time", { startTime: new Date(Number.NaN) }, "cannot start at NaN"],
])("rejects %s before it listens", async (_, options, reason) => {
  await expect(startMock(options)).rejects.toThrow(reason);
});
