import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import type { Page } from "playwright-core";

const axe = await readFile(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");

interface Finding {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string | undefined }[];
}

/** What axe finds serious or worse. */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
  // Not as an element of the page: its content security policy takes no scripts from elsewhere.
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { axe: checker } = globalThis as unknown as { axe: { run(): Promise<{ violations: Finding[] }> } };
    const { violations } = await checker.run();
    // An element that was found cannot leave its page.
    return violations.map(({ id, impact, nodes }) => ({
      id,
      impact,
      nodes: nodes.map(({ failureSummary, html }) => ({ failureSummary, html })),
    }));
  });
  return found
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ failureSummary = "", html }) => `${id}: ${html} ${failureSummary}`));
}
