import { describe, expect, test } from "vitest";

import { temporaryDirectory } from "@switchboard/spec-changes/test-support";

import { readVendor } from "../../src/read/read-vendor.ts";
import { fragment, fragmentPage, guide, index, referencePage } from "./pages.ts";
import { serve, servePages, tightLimits } from "./vendor-server.ts";

const fenced = (path: string): string => `# Page\n\n\`\`\`json\n${fragment(path, "get", { responses: {} })}\n\`\`\`\n`;

describe("an llms.txt", () => {
  test("leads to its pages, whose operations are merged", async () => {
    const { requested, origin } = await servePages((self) => ({
      "/llms.txt": index("/a.md", `${self}/docs/b.md#part`, "/guide.md", "/llms.txt"),
      "/a.md": fenced("/a"),
      "/docs/b.md": fenced("/b"),
      "/guide.md": "# How to bake\n\nTake flour.\n",
    }));
    const reading = await readVendor(`${origin}/llms.txt`, tightLimits);
    expect(Object.keys(reading.document["paths"] as object)).toEqual(["/a", "/b"]);
    expect(reading).toMatchObject({
      kind: "llms.txt with 3 pages, 2 of them with operations",
      coverage: "complete",
      notes: [`pages without operations: ${origin}/guide.md`],
    });
    expect(requested).toEqual(["/llms.txt", "/a.md", "/docs/b.md", "/guide.md"]);
  });

  test("leads nowhere but to its own origin, whatever a page says", async () => {
    const other = await serve((_, response) => response.end(fenced("/b")));
    const { requested, origin } = await servePages(() => ({
      "/llms.txt": index("/a.md", `${other.origin}/b.md`, "file:///etc/passwd", "//bakery.example/c.md"),
      "/a.md": fragmentPage,
    }));
    expect((await readVendor(`${origin}/llms.txt`, tightLimits)).notes).toEqual([
      "3 links to other origins were not followed",
    ]);
    expect([requested, other.requested]).toEqual([["/llms.txt", "/a.md"], []]);
  });

  test("works from a directory of files, and stays in it", async () => {
    const directory = temporaryDirectory();
    directory.write("secret.md", fenced("/secret"));
    directory.write("docs/pages/a.md", fenced("/a"));
    const file = directory.write(
      "docs/llms.txt",
      index("pages/a.md", "../secret.md", "/etc/hosts", "https://bakery.example/b.md"),
    );
    const reading = await readVendor(file, tightLimits);
    expect(Object.keys(reading.document["paths"] as object)).toEqual(["/a"]);
    expect(reading.notes).toEqual(["3 links to other origins were not followed"]);
  });

  test("counts the pages that tell most, and the samples of all", async () => {
    const { origin } = await servePages(() => ({
      "/llms.txt": index("/a.md", "/b.md", "/c.md"),
      "/a.md": fenced("/a"),
      "/b.md": referencePage,
      "/c.md": guide,
    }));
    const reading = await readVendor(`${origin}/llms.txt`, tightLimits);
    expect(Object.keys(reading.document["paths"] as object)).toEqual(["/a"]);
    expect(reading.samples).toHaveLength(3);
    expect(reading.notes).toEqual([
      "a rendered reference page of 1 operation tells less than the other pages, so only its samples count",
      "a guide with 3 sample bodies tells less than the other pages, so only its samples count",
    ]);
  });

  test.each<readonly [string, Readonly<Record<string, string>>, RegExp]>([
    [
      "no page of its own",
      { "/llms.txt": index("https://bakery.example/a.md") },
      /leads to no page of its own origin \(1 links\)$/,
    ],
    [
      "no page with operations",
      { "/llms.txt": index("/a.md"), "/a.md": "# A\n" },
      /none of its 1 pages could be understood$/,
    ],
    ["a page that is missing", { "/llms.txt": index("/a.md") }, /\/a\.md: responds with 404$/],
    [
      "a page that is broken",
      { "/llms.txt": index("/a.md"), "/a.md": fenced("/a").replace("{", "{,") },
      /\/a\.md: OpenAPI fragment 1 of 1: broken JSON/,
    ],
    [
      "too many pages",
      { "/llms.txt": index(...Array.from({ length: 201 }, (_, page) => `/${page}.md`)) },
      /leads to 201 pages, more than 200$/,
    ],
  ])("is rejected for %s", async (_, pages, words) => {
    const { origin } = await servePages(() => pages);
    await expect(readVendor(`${origin}/llms.txt`, tightLimits)).rejects.toThrow(words);
  });
});
