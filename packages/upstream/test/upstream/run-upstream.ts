import { bakery, type Bakery, type Directory, type Outcome, outcomeOf } from "@switchboard/spec-changes/test-support";

import type { UpstreamReport } from "../../src/check/check-upstream.ts";
import { runUpstream } from "../../src/check/cli.ts";
import { tightLimits } from "./vendor-server.ts";

/** Runs the command on specs in a directory. */
export const upstream = (specs: Directory, ...args: readonly string[]): Promise<Outcome> =>
  outcomeOf(() => runUpstream(["--specs", specs.path, ...args], tightLimits));

/** What the vendor publishes today: the bakery with an edit. */
export function today(edit: (api: Bakery) => void): string {
  const document = bakery("3.1.0");
  edit(document);
  return JSON.stringify(document);
}

export const smallerPages = today((api) => (api["paths"]["/loaves"].get.parameters[0].schema.maximum = 20));

/** The report on one document. */
export async function reportOn(specs: Directory, text: string, ...args: readonly string[]): Promise<UpstreamReport> {
  const { stdout } = await upstream(specs, specs.write("today.json", text), "--format", "json", ...args);
  const [report] = (JSON.parse(stdout) as { reports: UpstreamReport[] }).reports;
  if (!report) throw new Error("a report was expected");
  return report;
}
