import { watch } from "node:fs";
import path from "node:path";

/** An editor may write a file in several steps: what follows within this time belongs together. */
const quietTime = 30;

/** Any file of a spec; the list of its deviations is not one. */
const isSpecFile = (name: string): boolean => name.endsWith(".yaml") && name !== "deviations.yaml";

/**
 * Calls when a file of a spec was saved, with the API and the time of the last step of it.
 *
 * @returns ends the watching
 */
export function watchSaves(
  root: string,
  apis: readonly string[],
  saved: (api: string, at: number) => void,
): () => void {
  const timers = new Map<string, NodeJS.Timeout>();
  // The parent directory, since an editor may replace a file, and git a folder.
  const watcher = watch(path.join(root, "specs"), { recursive: true }, (_, changed) => {
    const [api = "", name, ...deeper] = (changed ?? "").split(path.sep);
    const isPart = name === undefined || (deeper.length === 0 && isSpecFile(name));
    if (!apis.includes(api) || !isPart) return;
    const at = performance.now();
    clearTimeout(timers.get(api));
    timers.set(
      api,
      setTimeout(() => saved(api, at), quietTime),
    );
  });
  return () => {
    for (const timer of timers.values()) clearTimeout(timer);
    watcher.close();
  };
}
