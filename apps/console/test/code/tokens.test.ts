import { readFile } from "node:fs/promises";

import { describe, expect, it } from "vitest";

const css = await readFile(new URL("../../src/style/tokens.css", import.meta.url), "utf8");

const colours = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(
    ([, name = "", light = "", dark = ""]) => [name, { light, dark }] as const,
  ),
);

/** What stands on what in the page's styles. */
const texts: readonly (readonly [text: string, ...surfaces: readonly string[]])[] = [
  ["text", "page", "card", "tint", "good-tint", "warn-tint", "danger-tint", "neutral-tint"],
  ["soft", "page", "card", "tint", "neutral-tint"],
  ["accent", "page", "card", "tint"],
  ["good", "page", "card", "good-tint"],
  ["warn", "page", "card", "warn-tint"],
  ["danger", "page", "card", "danger-tint"],
  ["on-accent", "accent"],
  ["on-danger", "danger"],
];

describe("the colours of the page", () => {
  it.each(
    texts.flatMap(([text, ...surfaces]) =>
      surfaces.flatMap((surface) => (["light", "dark"] as const).map((scheme) => ({ text, surface, scheme }))),
    ),
  )("let everybody read $text on $surface, in $scheme", ({ text, surface, scheme }) => {
    expect(contrast(colour(text, scheme), colour(surface, scheme))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(["light", "dark"] as const)("show where a field ends, in %s", (scheme) => {
    expect(contrast(colour("edge", scheme), colour("card", scheme))).toBeGreaterThanOrEqual(3);
  });
});

function colour(name: string, scheme: "dark" | "light"): string {
  const found = colours.get(name);
  if (found === undefined) throw new Error(`tokens.css has no colour --${name}`);
  return found[scheme];
}

/** The contrast of two colours, from 1 to 21, as WCAG 2 reckons it. */
function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
