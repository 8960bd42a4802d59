import path from "node:path";
import { brotliCompressSync } from "node:zlib";

import { build } from "esbuild";

import { root } from "./published.ts";

/** A program with all that it imports, as it is sent over a network. */
export interface Bundle {
  readonly code: string;
  readonly minified: number;
  readonly brotli: number;
  /** The bytes of each file in the minified code, by its path in the repository or in node_modules; the largest first. */
  readonly parts: ReadonlyMap<string, number>;
}

/**
 * Bundles a program of `programs/` as a team would: minified, for any runtime. From the sources: the compiler does no more to
 * them than take their types away.
 */
export async function bundle(program: string): Promise<Bundle> {
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [path.join(root, "apps/consumer/programs", program)],
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    outdir: "never-written",
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    target: "es2023",
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error(`esbuild made nothing of ${program}`);
  const inputs = Object.values(metafile.outputs).flatMap((output) => Object.entries(output.inputs));
  const parts = inputs
    .map(([input, { bytesInOutput }]) => [input.replace(/^.*node_modules\//, ""), bytesInOutput] as const)
    .toSorted(([, one], [, other]) => other - one);
  return {
    code: file.text,
    minified: file.contents.byteLength,
    brotli: brotliCompressSync(file.contents).byteLength,
    parts: new Map(parts),
  };
}
