import { createHash } from "node:crypto";
import { access, mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";

import type { SpecDocument } from "./read-spec.ts";

const { version } = createRequire(import.meta.url)("../../../package.json") as { readonly version: string };

/** Whether any process of this machine has checked a document before. */
export interface CheckedBefore {
  readonly isChecked: boolean;
  /** Remembers it, if the directory can be written. */
  readonly remember: () => Promise<void>;
}

/**
 * Looks up whether all schemas of a document were compiled before. To compile them takes longer than all else at a start, and each
 * worker of a test run starts a mock.
 *
 * @param directory where that is kept, in an empty file for each text
 */
export async function checkedBefore(
  { files }: SpecDocument,
  directory: string = path.join(tmpdir(), "switchboard-mock"),
): Promise<CheckedBefore> {
  const hash = createHash("sha256").update(`${version}\n${process.version}\n`);
  for (const { text } of files) hash.update(`${text.length}\n${text}`);
  const file = path.join(directory, hash.digest("hex"));
  const isChecked = await access(file).then(
    () => true,
    () => false,
  );
  const remember = async (): Promise<void> => {
    await mkdir(directory, { recursive: true });
    await writeFile(file, "");
  };
  return { isChecked, remember: () => remember().catch(() => undefined) };
}
