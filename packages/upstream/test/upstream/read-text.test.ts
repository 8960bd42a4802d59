import { describe, expect, test } from "vitest";

import { temporaryDirectory } from "@switchboard/spec-changes/test-support";

import { readSourceText } from "../../src/read/read-text.ts";
import { serve, tightLimits } from "./vendor-server.ts";

const read = (location: string): Promise<string> => readSourceText(location, tightLimits);

describe("an address is read", () => {
  test("as text", async () => {
    const { origin } = await serve((_, response) => response.end("Brötchen"));
    expect(await read(`${origin}/a.md`)).toBe("Brötchen");
  });

  test("again after an error that passes", async () => {
    const statuses = [503, 429, 200];
    const { requested, origin } = await serve((_, response) =>
      response.writeHead(statuses.shift() ?? 200).end("bread"),
    );
    expect(await read(origin)).toBe("bread");
    expect(requested).toHaveLength(3);
  });

  test("again after a connection that breaks, and after a response that stops", async () => {
    const endings = [(end: () => void) => end(), (_: () => void, write: (text: string) => void) => write("half")];
    const { requested, origin } = await serve((request, response) => {
      const ending = endings.shift();
      if (!ending) response.end("bread");
      else
        ending(
          () => request.socket.destroy(),
          (text) => response.writeHead(200, { "content-length": "99" }).write(text),
        );
    });
    expect(await readSourceText(origin, { ...tightLimits, attempts: 20, timeoutMs: 300 })).toBe("bread");
    expect(requested).toHaveLength(3);
  });

  test("at the end of redirects within its origin", async () => {
    const { requested, origin } = await serve((request, response) => {
      if (request.url === "/new") response.end("bread");
      else response.writeHead(301, { location: "/new" }).end();
    });
    expect(await read(`${origin}/old`)).toBe("bread");
    expect(requested).toEqual(["/old", "/new"]);
  });
});

describe("an address is rejected in one line, for", () => {
  test("a redirect to another origin, which gets no request", async () => {
    const other = await serve((_, response) => response.end("bread"));
    const { origin } = await serve((_, response) => response.writeHead(302, { location: `${other.origin}/a` }).end());
    await expect(read(origin)).rejects.toThrow(
      `${origin}/: redirects to another origin, ${other.origin}, which is not followed`,
    );
    expect(other.requested).toEqual([]);
  });

  test("a redirect to another scheme", async () => {
    const { origin } = await serve((_, response) => response.writeHead(302, { location: "file:///etc/passwd" }).end());
    await expect(read(origin)).rejects.toThrow("redirects to another origin");
  });

  test("redirects without end", async () => {
    const { requested, origin } = await serve((_, response) => response.writeHead(302, { location: "/" }).end());
    await expect(read(origin)).rejects.toThrow("redirects more than 5 times");
    expect(requested).toHaveLength(6);
  });

  test("a page that does not exist, which is requested once", async () => {
    const { requested, origin } = await serve((_, response) => response.writeHead(404).end());
    await expect(read(origin)).rejects.toThrow(`${origin}/: responds with 404`);
    expect(requested).toHaveLength(1);
  });

  test("an error that does not pass", async () => {
    const { origin } = await serve((_, response) => response.writeHead(500).end());
    await expect(read(origin)).rejects.toThrow(`${origin}/: responds with 500 (3 attempts)`);
  });

  test("a response that never ends", async () => {
    const { origin } = await serve((_, response) => response.writeHead(200).write("half"));
    await expect(readSourceText(origin, { ...tightLimits, attempts: 1, timeoutMs: 300 })).rejects.toThrow(
      "no complete response within 300 ms (1 attempts)",
    );
  });

  test("a response that is too large, before it is read whole", async () => {
    const { origin } = await serve((_, response) => {
      const write = (): void => {
        if (!response.destroyed && response.write("x".repeat(16_384))) setImmediate(write);
        else response.once("drain", write);
      };
      write();
    });
    await expect(read(origin)).rejects.toThrow(`${origin}/: larger than 100000 bytes`);
  });

  test("bytes that are not text", async () => {
    const { origin } = await serve((_, response) => response.end(Buffer.from([0xff, 0xfe, 0x00])));
    await expect(read(origin)).rejects.toThrow("expected a text in UTF-8");
  });

  test.each([
    ["ftp://bakery.example/a", /ftp:\/\/bakery\.example\/a: expected a file, or an address/],
    ["file:///etc/hosts", /expected a file, or an address/],
    ["javascript:alert(1)", /expected a file, or an address/],
    ["http://user:secret@bakery.example/", /^bakery\.example: an address must not hold a user or a password$/],
  ])("%s", async (location, words) => {
    await expect(read(location)).rejects.toThrow(words);
  });
});

describe("a file", () => {
  test("is read as text", async () => {
    const file = temporaryDirectory().write("page.md", "bread");
    expect(await read(file)).toBe("bread");
  });

  test("is rejected in one line when it is missing, a directory or too large", async () => {
    const directory = temporaryDirectory();
    const large = directory.write("large.md", "x".repeat(tightLimits.largestBytes + 1));
    await expect(read(`${directory.path}/missing.md`)).rejects.toThrow(/missing\.md: ENOENT/);
    await expect(read(directory.path)).rejects.toThrow(/EISDIR/);
    await expect(read(large)).rejects.toThrow(`${large}: larger than 100000 bytes`);
  });
});
