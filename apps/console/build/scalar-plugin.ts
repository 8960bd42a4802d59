import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

import type { Plugin } from "vite";

// The package exports its parts for Vue, and beside them ships a bundle for browsers that needs nothing else.
const bundle = path.join(
  path.dirname(fileURLToPath(import.meta.resolve("@scalar/api-reference/style.css"))),
  "browser",
);

/** Puts Scalar's own bundle beside the page, as it is: the reference loads it, and nothing else does. */
export function scalarPlugin(): Plugin {
  return {
    name: "switchboard-scalar",
    apply: "build",
    async generateBundle() {
      const entries = await readdir(bundle, { recursive: true });
      const scripts = entries.filter((name) => name.endsWith(".js") && name !== "standalone.js");
      for (const name of scripts) {
        const source = withoutSourceMap(await readFile(path.join(bundle, name), "utf8"));
        this.emitFile({ type: "asset", fileName: `scalar/${name.split(path.sep).join("/")}`, source });
      }
    },
  };
}

/** The maps are four times as large as the code, and stay out. */
const withoutSourceMap = (code: string): string => code.replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n");
