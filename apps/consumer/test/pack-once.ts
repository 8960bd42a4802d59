import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import type { TestProject } from "vitest/node";

import { packAll, type Tarballs } from "../src/pack.ts";

declare module "vitest" {
  // Merges into vitest's own interface.
  interface ProvidedContext {
    /** The tarball of each published package. */
    tarballs: Tarballs;
  }
}

/** Packs once for all files: each time is a build. */
export default async function packOnce(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(path.join(tmpdir(), "switchboard-tarballs-"));
  const remove = (): Promise<void> => rm(directory, { recursive: true, force: true });
  try {
    project.provide("tarballs", await packAll(directory));
  } catch (error) {
    await remove();
    throw error;
  }
  return remove;
}
