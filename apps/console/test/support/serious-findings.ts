import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import type { Page } from "playwright-core";

const axe = await readFile(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

interface Finding {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string | undefined }[];
}

/** What axe finds serious or worse, with targets that are too small to be hit, and a main part within another. */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
  // Not as an element of the page: its content security policy takes no scripts from elsewhere.
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { axe: checker } = globalThis as unknown as {
      axe: { run(options: object): Promise<{ violations: Finding[] }> };
    };
    // What it covers can be scrolled out from under it, and axe does not scroll.
    document.querySelector<HTMLElement>(".send")?.style.setProperty("position", "static");
    const { violations } = await checker.run({ rules: { "target-size": { enabled: true } } });
    // An element that was found cannot leave its page.
    return violations.map(({ id, impact, nodes }) => ({
      id,
      impact,
      nodes: nodes.map(({ failureSummary, html }) => ({ failureSummary, html })),
    }));
  });
  return found
    .filter(({ id, impact }) => impact === "serious" || impact === "critical" || /^landmark-.*main/.test(id))
    .flatMap(({ id, nodes }) => nodes.map(({ failureSummary = "", html }) => `${id}: ${html} ${failureSummary}`));
}
