import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

import type { Plugin } from "vite";

// The package exports its parts for Vue, and beside them ships a bundle for browsers that needs nothing else.
const bundle = path.join(
  path.dirname(fileURLToPath(import.meta.resolve("@scalar/api-reference/style.css"))),
  "browser",
);

/** Puts Scalar's own bundle beside the page, as it is: the reference loads it, and nothing else does; all of it at once, so that no part waits for another. */
export function scalarPlugin(): Plugin {
  return {
    name: "switchboard-scalar",
    apply: "build",
    async transformIndexHtml(_, { filename }) {
      if (path.basename(filename) !== "reference.html") return [];
      const names = await withImports("standalone.esm.js");
      const href = (name: string): string => `./scalar/${name}`;
      return names.map((name) => ({
        tag: "link",
        attrs: { rel: "modulepreload", href: href(name) },
        injectTo: "head",
      }));
    },
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

/** A script with all that it needs before it runs. */
async function withImports(name: string, found: Set<string> = new Set()): Promise<string[]> {
  if (found.has(name)) return [];
  found.add(name);
  const code = await readFile(path.join(bundle, name), "utf8");
  const imports = [...code.matchAll(/(?:\bfrom|\bimport)\s*"(\.{1,2}\/[^"]+)"/g)].map(([, target = ""]) =>
    path.posix.join(path.posix.dirname(name), target),
  );
  for (const target of imports) await withImports(target, found);
  return [...found];
}

/** The maps are four times as large as the code, and stay out. */
const withoutSourceMap = (code: string): string => code.replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n");
