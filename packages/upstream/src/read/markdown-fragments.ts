import { Lexer, type Tokens } from "marked";

import { DocumentError, own, parseDocument, reasonOf } from "@switchboard/spec-changes";

import { mergeDocuments } from "./merge-documents.ts";
import type { VendorDocument } from "./vendor-document.ts";

/** No page of an API reference has as many. */
const mostFragments = 500;
/** What nests in Markdown costs the square of its depth to read. */
const longestPage = 2_000_000;
const deepestQuotation = /^(?:[ \t]*>){50}/m;

/** Whether a text may hold what {@link readMarkdownFragments} reads; cheap, and never wrong when it says no. */
export const mayHoldFragments = (text: string): boolean =>
  /^ {0,3}(?:`{3,}|~{3,})/m.test(text) && /["']?openapi["']?\s*:/.test(text);

/**
 * Reads a Markdown page that holds one OpenAPI document per operation in fenced blocks, as GitBook publishes them, and
 * merges them. Nothing else of the page is looked at.
 *
 * @returns undefined when no block holds OpenAPI
 * @throws DocumentError when a block is broken, or blocks contradict one another
 */
export function readMarkdownFragments(text: string): VendorDocument | undefined {
  if (text.length > longestPage)
    throw new DocumentError(`a Markdown page of more than ${longestPage} characters is not read`);
  if (deepestQuotation.test(text)) throw new DocumentError("the page has quotations that are nested 50 deep");
  const blocks = fencedBlocks(text).filter(isFragment);
  if (blocks.length === 0) return undefined;
  if (blocks.length > mostFragments) {
    throw new DocumentError(`the page holds ${blocks.length} OpenAPI fragments, more than ${mostFragments}`);
  }
  const documents = blocks.map((block, index) => {
    try {
      const document = parseDocument(block);
      if (own(document, "paths") === undefined) throw new DocumentError('expected "paths"');
      return document;
    } catch (error) {
      throw new DocumentError(`OpenAPI fragment ${index + 1} of ${blocks.length}: ${reasonOf(error)}`);
    }
  });
  return {
    kind: `Markdown page with ${documents.length} OpenAPI fragments`,
    coverage: "complete",
    document: mergeDocuments(documents),
    samples: [],
    notes: [],
  };
}

/** A broken fragment counts too: without it, its operation would look removed. */
const isFragment = (block: string): boolean =>
  (/^\s*\{/.test(block) && /["']openapi["']\s*:/.test(block)) || /^openapi\s*:/m.test(block);

/** Blocks alone: the inline content of a page that somebody else wrote is never needed here, and costs the most. */
function fencedBlocks(text: string): string[] {
  const waiting: Tokens.Generic[] = new Lexer().blockTokens(text.replaceAll("\r\n", "\n"), []).toReversed();
  const found: string[] = [];
  for (let token = waiting.pop(); token !== undefined; token = waiting.pop()) {
    if (token.type === "code") found.push(String(token["text"]));
    // A list holds items, and an item or a quotation holds blocks.
    const inner = ("items" in token ? (token["items"] as Tokens.Generic[]) : token.tokens) ?? [];
    // Not spread into one call: a list may have more items than a call may have arguments.
    for (const part of inner.toReversed()) waiting.push(part);
  }
  return found;
}
