import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

import type { Document, LineCounter } from "yaml";

import { reasonOf } from "../../model/error-reason.ts";
import { tooLarge } from "./expanded-size.ts";
import { SpecError } from "./spec-error.ts";
import { parseYaml } from "./yaml.ts";

const requireModule = createRequire(import.meta.url);

export type Pointer = readonly (string | number)[];

/** A parsed file of a spec that can say where a part of it stands. */
export interface SpecFile {
  readonly file: string;
  readonly text: string;
  readonly content: Record<string, unknown>;
  /** `file:line:column (#/json/pointer)` of the part, or of the nearest part around it that the file holds. */
  placeOf(pointer: Pointer): string;
}

/** @throws SpecError when the file cannot be read */
export function readText(file: string): Promise<string> {
  return readFile(file, "utf8").catch((error: unknown) => {
    throw new SpecError(file, [`the file cannot be read: ${reasonOf(error)}`]);
  });
}

/**
 * Parses one file; `file` is the name used in messages.
 *
 * @throws SpecError when the text is not YAML, or does not hold an object
 */
export function parseSpecFile(file: string, text: string): SpecFile {
  let placed: PlacedDocument | undefined;
  const places = (): PlacedDocument => (placed ??= parseWithPlaces(file, text));
  let content: unknown;
  try {
    content = parseYaml(text);
  } catch {
    // Slower, and its words say where the text breaks.
    const { document } = places();
    try {
      content = document.toJS();
    } catch (error) {
      throw new SpecError(file, [reasonOf(error)]);
    }
  }
  if (typeof content !== "object" || content === null) {
    throw new SpecError(file, ["expected a part of an OpenAPI document, as an object"]);
  }
  const spec: SpecFile = {
    file,
    text,
    content: { ...content },
    placeOf(pointer) {
      const { document, lines } = places();
      for (let depth = pointer.length; depth >= 0; depth--) {
        const node: unknown = depth === 0 ? document.contents : document.getIn(pointer.slice(0, depth), true);
        if (typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range)) {
          const { line, col } = lines.linePos(Number(node.range[0]));
          return `${file}:${line}:${col} (#${pointer.map((key) => `/${String(key).replaceAll("/", "~1")}`).join("")})`;
        }
      }
      return file;
    },
  };
  const large = tooLarge(content);
  if (large !== undefined) throw new SpecError(file, [`${spec.placeOf(large.pointer)}: ${large.reason}`]);
  return spec;
}

interface PlacedDocument {
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
}

/** Loads the parser only when something is wrong: it takes as long as the rest of reading a spec, and much memory. */
function parseWithPlaces(file: string, text: string): PlacedDocument {
  const { LineCounter, parseDocument } = requireModule("yaml") as typeof import("yaml");
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    throw new SpecError(
      file,
      document.errors.map(({ linePos, message }) => {
        const [place] = linePos ?? [];
        const reason = (message.split("\n")[0] ?? message).replace(/ at line \d+, column \d+:?$/, "");
        return place === undefined ? reason : `${file}:${place.line}:${place.col}: ${reason}`;
      }),
    );
  }
  return { document, lines };
}
