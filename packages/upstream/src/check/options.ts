import { parseArgs } from "node:util";

import { DocumentError, reasonOf } from "@switchboard/spec-changes";

import { specsDirectory } from "../snapshots/api-specs.ts";
import { formats, type Format } from "./format-report.ts";

const usage =
  "Usage: pnpm specs:upstream [url or file …] [--api <name>] [--source <name>] [--date YYYY-MM-DD] [--write] " +
  `[--format ${formats.join("|")}]`;

export interface UpstreamOptions {
  readonly locations: readonly string[];
  readonly specs: string;
  readonly api?: string;
  /** The source of which the documents are a new version; several documents together are one. */
  readonly source?: string;
  /** When the documents were published, for the snapshot. */
  readonly date: string;
  readonly write: boolean;
  readonly format: Format;
}

/** @throws DocumentError with the usage */
export function parseOptions(args: readonly string[], today: string): UpstreamOptions {
  const { positionals, values } = parse(args);
  const format = formats.find((known) => known === values.format);
  if (format === undefined) throw new DocumentError(`--format ${values.format}: expected ${formats.join(", ")}`);
  if (!/^\d{4}-\d{2}(-\d{2})?$/.test(values.date ?? today)) {
    throw new DocumentError(`--date ${values.date}: expected a day, such as 2026-11-21, or a month`);
  }
  if (values.source !== undefined && positionals.length === 0) {
    throw new DocumentError(
      `--source ${values.source}: expected the documents which are a new version of it. ${usage}`,
    );
  }
  return {
    locations: positionals,
    specs: values.specs,
    date: values.date ?? today,
    write: values.write,
    format,
    ...(values.api !== undefined && { api: values.api }),
    ...(values.source !== undefined && { source: values.source }),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        api: { type: "string" },
        date: { type: "string" },
        format: { type: "string", default: "text" },
        source: { type: "string" },
        specs: { type: "string", default: specsDirectory },
        write: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw new DocumentError(`${reasonOf(error)}. ${usage}`);
  }
}
