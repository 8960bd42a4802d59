import { watch } from "node:fs";
import path from "node:path";

/** An editor may write a file in several steps: what follows within this time belongs together. */
const quietTime = 30;

/**
 * Calls when a file of a spec was saved, with the time of the last step of it.
 *
 * @returns ends the watching
 */
export function watchSaves(root: string, api: string, saved: (at: number) => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  // The directory, since an editor may put a new file in the place of the old one.
  const watcher = watch(path.join(root, "specs", api), (_, name) => {
    if (name === null || !name.endsWith(".yaml") || name === "deviations.yaml") return;
    const at = performance.now();
    clearTimeout(timer);
    timer = setTimeout(() => saved(at), quietTime);
  });
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}
