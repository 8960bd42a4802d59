import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

import type { Plugin } from "vite";

const compress = promisify(gzip);

/** Puts beside each script and style what is left of it compressed, for the mock's server of the page and for any static host that looks there. */
export function compressPlugin(): Plugin {
  return {
    name: "switchboard-compress",
    apply: "build",
    async writeBundle({ dir = "." }, bundle) {
      const names = Object.keys(bundle).filter((name) => /\.(css|js|svg)$/.test(name));
      for (const name of names) {
        const file = path.join(dir, name);
        const content = await readFile(file);
        // Less than a packet holds.
        if (content.length > 1_400) await writeFile(`${file}.gz`, await compress(content, { level: 9 }));
      }
    },
  };
}
