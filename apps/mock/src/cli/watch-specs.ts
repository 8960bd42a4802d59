import { realpathSync, watch } from "node:fs";
import { dirname } from "node:path";

import type { Control } from "../control/control.ts";
import { apiNames, type ApiName } from "../model/service.ts";

/** What became of a spec that was edited. */
export interface ReloadReport {
  readonly api: ApiName;
  readonly file: string;
  /** Milliseconds that it took. */
  readonly duration: number;
  /** Why the spec cannot be served, so that the previous one still is. Undefined when it is served now. */
  readonly error: Error | undefined;
  /** The operations that have no handler yet, and respond with their examples. */
  readonly unmodelled: readonly string[];
}

/** An editor may write a file in several steps: what follows within this time belongs together. */
const quietTime = 30;

/** Whichever of a spec's files it is, or one to which it may refer from now on; where it departs from the vendor is not served. */
const isSpecFile = (name: string): boolean => name.endsWith(".yaml") && name !== "deviations.yaml";

/**
 * Serves each spec anew when one of its files changes, without a restart and with every tenant as it is.
 *
 * @returns ends the watching
 */
export function watchSpecs(control: Control, report: (report: ReloadReport) => void): () => void {
  const stops = apiNames.map((api) => watchSpec(control, api, report));
  return () => {
    for (const stop of stops) stop();
  };
}

function watchSpec(control: Control, api: ApiName, report: (report: ReloadReport) => void): () => void {
  const { specFile: file } = control.api(api).service;
  let timer: NodeJS.Timeout | undefined;
  const reload = async (): Promise<void> => {
    const startedAt = performance.now();
    const error = await control
      .api(api)
      .reload()
      .then(
        () => undefined,
        (thrown: unknown) => (thrown instanceof Error ? thrown : new Error(String(thrown))),
      );
    report({
      api,
      file,
      duration: performance.now() - startedAt,
      error,
      unmodelled: error === undefined ? control.api(api).unmodelled() : [],
    });
  };
  // The directory, since an editor may put a new file in the place of the old one: that of the file itself, where it is a link.
  const watcher = watch(dirname(realpathSync(file)), (_, name) => {
    if (name === null || !isSpecFile(name)) return;
    clearTimeout(timer);
    timer = setTimeout(() => void reload(), quietTime);
  });
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}
