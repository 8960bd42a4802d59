import { readFileSync } from "node:fs";
import path from "node:path";

import { LineCounter, parseDocument, type Document } from "yaml";

import { unescapeKey } from "./api/problem.ts";
import type { ReadDocument } from "./document.ts";

export interface DocumentPlace {
  /** From the folder of the root: `chats.yaml`. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Says in which file, and where in it, a part of a document that was read stands. Reads a file once it is needed. */
export class DocumentPlaces {
  readonly #files: readonly string[];
  readonly #parsed = new Map<string, PlacedFile>();

  constructor({ files }: ReadDocument) {
    this.#files = files;
  }

  /** @param pointer in the bundled document: `#/components/schemas/Chat`; where there is nothing, the nearest part around it counts */
  placeOf(pointer: string): DocumentPlace {
    const keys = pointer.split("/").slice(1).map(unescapeKey);
    const { file, document, lines } = this.#holderOf(keys);
    for (let depth = keys.length; depth >= 0; depth--) {
      const node: unknown = depth === 0 ? document.contents : document.getIn(keys.slice(0, depth), true);
      if (typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range)) {
        const { line, col } = lines.linePos(Number(node.range[0]));
        return { file, line, column: col };
      }
    }
    return { file, line: 1, column: 1 };
  }

  /** A path and a component stand whole in one file, at the same place in it as in the bundle; a path in the root may be a reference. */
  #holderOf(keys: readonly string[]): PlacedFile {
    const part = keys.slice(0, keys[0] === "components" ? 3 : 2);
    const files = this.#files.map((file) => this.#read(file));
    const holding = files.filter(({ document }) => document.hasIn(part));
    const held = holding.find(({ document }) => !document.hasIn([...part, "$ref"])) ?? holding[0] ?? files[0];
    if (held === undefined) throw new Error("a document without files has no places");
    return held;
  }

  #read(file: string): PlacedFile {
    const known = this.#parsed.get(file);
    if (known !== undefined) return known;
    const lines = new LineCounter();
    const document = parseDocument(readFileSync(file, "utf8"), { lineCounter: lines });
    const read = { file: path.relative(path.dirname(this.#files[0] ?? file), file), document, lines };
    this.#parsed.set(file, read);
    return read;
  }
}

interface PlacedFile {
  readonly file: string;
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
}
