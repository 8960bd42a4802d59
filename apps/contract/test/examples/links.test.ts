import { access } from "node:fs/promises";
import path from "node:path";

import { describe, expect, it } from "vitest";

import { pages, root, sources } from "./all-pages.ts";
import type { Mention } from "./read-page.ts";

const all = [...pages, ...sources];
const isPublished = (place: string): boolean => /^(packages|apps)\//.test(place);
/** A package is published with the guides beside its README. */
const isGuide = ({ place, text }: Mention): boolean => isPublished(place) && /^docs\/[\w-]+\.md/.test(text);

const exists = (file: string): Promise<boolean> =>
  access(path.join(root, file)).then(
    () => true,
    () => false,
  );

async function problemOf(link: Mention): Promise<string | undefined> {
  const { place, text } = link;
  const [target = "", anchor] = text.split("#");
  const from = place.split(":")[0] ?? "";
  const file = target === "" ? from : isGuide(link) ? target : path.posix.join(path.posix.dirname(from), target);
  if (!(await exists(file))) return `${place}: there is no ${file}`;
  if (anchor === undefined) return undefined;
  const isThere = all.find((page) => page.file === file)?.anchors.has(anchor) === true;
  return isThere ? undefined : `${place}: ${file} has no heading for #${anchor}`;
}

describe("the links of all pages", () => {
  const links = all.flatMap((page) => page.links);
  const inside = links.filter(({ text }) => !/^[a-z]+:/.test(text));

  it("lead to files that are there, and to headings in them", async () => {
    expect(inside.length).toBeGreaterThan(20);
    const problems = await Promise.all(inside.map(problemOf));
    expect(problems.filter((problem) => problem !== undefined)).toEqual([]);
  });

  it("leave the house by https only", () => {
    const outside = links.filter((link) => !inside.includes(link));
    expect(outside.filter(({ text }) => !text.startsWith("https://"))).toEqual([]);
  });

  it("do not leave a package that is published, whose README stands by itself", () => {
    expect(inside.filter((link) => isPublished(link.place) && !isGuide(link))).toEqual([]);
  });

  it("reach each guide from the README", () => {
    const reached = pages.find(({ file }) => file === "README.md")?.links.map(({ text }) => text);
    const guides = pages.map(({ file }) => file).filter((file) => file.startsWith("docs/"));
    expect(guides.length).toBeGreaterThan(3);
    expect(guides.filter((guide) => reached?.includes(guide) !== true)).toEqual([]);
  });
});
