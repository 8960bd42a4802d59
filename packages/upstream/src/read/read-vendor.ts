import path from "node:path";

import {
  type ApiFacts,
  asObject,
  type Coverage,
  DocumentError,
  NoOperationsError,
  own,
  readOpenApi,
  reasonOf,
} from "@switchboard/spec-changes";

import { readLlmsIndex } from "./llms-index.ts";
import { mergeDocuments } from "./merge-documents.ts";
import { isAddress, readSourceText, usualLimits, type ReadLimits } from "./read-text.ts";
import { understand } from "./understand.ts";
import type { VendorDocument } from "./vendor-document.ts";

/** What was read of a vendor today, and from where. */
export interface Reading extends VendorDocument {
  readonly location: string;
  readonly facts: ApiFacts;
  /** What was read, for its hash: the text, or the texts of several pages. */
  readonly text: string;
}

/** More pages than any index of these vendors has; a page takes a second. */
const mostPages = 200;

/**
 * Reads a document, or all pages to which an llms.txt leads.
 *
 * @throws DocumentError in one line that begins with the location
 */
export async function readVendor(location: string, limits: ReadLimits = usualLimits): Promise<Reading> {
  const text = await readSourceText(location, limits);
  const links = readLlmsIndex(text);
  try {
    return links ? await readPages(location, links, limits) : readingOf(understand(text), location, text);
  } catch (error) {
    throw new DocumentError(`${location}: ${reasonOf(error)}`, { cause: error });
  }
}

/** @throws DocumentError when the document holds something that is not OpenAPI after all */
export const readingOf = (document: VendorDocument, location: string, text: string): Reading => ({
  ...document,
  location,
  text,
  facts: readOpenApi(document.document, document.coverage),
});

/** An index also lists guides, so a page may have no operation. It is an error when no page has one. */
async function readPages(index: string, links: readonly string[], limits: ReadLimits): Promise<Reading> {
  const { elsewhere, pages } = pagesOf(index, links);
  if (pages.length === 0)
    throw new DocumentError(`the index leads to no page of its own origin (${links.length} links)`);
  if (pages.length > mostPages)
    throw new DocumentError(`the index leads to ${pages.length} pages, more than ${mostPages}`);
  const understood: { readonly page: string; readonly text: string; readonly document: VendorDocument }[] = [];
  const unread: string[] = [];
  for (const page of pages) {
    const text = await readSourceText(page, limits);
    try {
      understood.push({ page, text, document: understand(text) });
    } catch (error) {
      if (!(error instanceof NoOperationsError))
        throw new DocumentError(`${page}: ${reasonOf(error)}`, { cause: error });
      unread.push(page);
    }
  }
  if (understood.length === 0) throw new DocumentError(`none of its ${pages.length} pages could be understood`);
  const merged = mergeReadings(understood.map(({ document }) => document));
  const notes = [
    ...merged.notes,
    ...(elsewhere.length > 0 ? [`${elsewhere.length} links to other origins were not followed`] : []),
    ...(unread.length > 0 ? [`pages without operations: ${unread.join(", ")}`] : []),
  ];
  const kind = `llms.txt with ${pages.length} pages, ${understood.length} of them with operations`;
  return readingOf({ ...merged, kind, notes }, index, understood.map(({ text }) => text).join("\n"));
}

/** The pages of an index that have its own origin, or stand beside it or below where it is a file. */
function pagesOf(index: string, links: readonly string[]): { readonly pages: string[]; readonly elsewhere: string[] } {
  const pages = new Set<string>();
  const elsewhere: string[] = [];
  const base = isAddress(index) ? new URL(index) : undefined;
  const directory = path.resolve(path.dirname(index));
  for (const link of links) {
    if (base) {
      const target = URL.canParse(link, base) ? new URL(link, base) : undefined;
      if (target?.origin !== base.origin || target.username !== "") elsewhere.push(link);
      else pages.add(target.href.replace(/#.*$/, ""));
    } else {
      const file = path.resolve(directory, link.replace(/[#?].*$/, ""));
      const within = !/^[a-z][a-z0-9+.-]*:|^\//i.test(link) && file.startsWith(directory + path.sep);
      if (within) pages.add(file);
      else elsewhere.push(link);
    }
  }
  pages.delete(base?.href ?? path.resolve(index));
  return { pages: [...pages], elsewhere };
}

const ranks: readonly Coverage[] = ["partial", "names", "complete"];

/** Merges several pages. Where some say more than others, those that say most describe the API. */
export function mergeReadings(readings: readonly VendorDocument[]): VendorDocument {
  const coverage = ranks.findLast((rank) => readings.some((reading) => reading.coverage === rank)) ?? "partial";
  const fullest = readings.filter((reading) => reading.coverage === coverage);
  const aside = readings.filter((reading) => reading.coverage !== coverage && hasOperations(reading));
  return {
    kind: fullest.length === 1 ? (fullest[0]?.kind ?? "") : `${fullest.length} documents`,
    coverage,
    document: mergeDocuments(fullest.map(({ document }) => document)),
    samples: readings.flatMap(({ samples }) => samples),
    notes: [
      ...readings.flatMap(({ notes }) => notes),
      ...aside.map(({ kind }) => `a ${kind} tells less than the other pages, so only its samples count`),
    ],
  };
}

const hasOperations = ({ document }: VendorDocument): boolean =>
  Object.keys(asObject(own(document, "paths"))).length > 0;
