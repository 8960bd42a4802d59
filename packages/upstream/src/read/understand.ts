import { NoOperationsError, own, parseDocument } from "@switchboard/spec-changes";

import { holdsHttpSamples, readHttpSamples } from "./http-samples.ts";
import { mayHoldFragments, readMarkdownFragments } from "./markdown-fragments.ts";
import { isReferencePage, readReferencePage } from "./reference-page.ts";
import { isRenderedGitBook, readRenderedGitBook } from "./rendered-gitbook.ts";
import type { VendorDocument } from "./vendor-document.ts";

/** Longer lines than any page has would make the patterns below slow; JSON, which has them, is read by a parser. */
const longestLine = 20_000;

/**
 * Reads a document by its content, whatever its name or media type.
 *
 * @throws DocumentError when it is broken, or of an unknown kind
 */
export function understand(text: string): VendorDocument {
  if (text.trim() === "") throw new NoOperationsError("the document is empty");
  if (/^\s*[{[]/.test(text) || isYaml(text)) return readDocument(text);
  if (/^\s*<(?:!doctype|html|\?xml)/i.test(text)) {
    throw new NoOperationsError(
      "this is a web page in HTML; give its Markdown version or its text (GitBook: add .md to the address)",
    );
  }
  const fragments = mayHoldFragments(text) ? readMarkdownFragments(text) : undefined;
  if (fragments) return fragments;
  if (text.split("\n").some((line) => line.length > longestLine)) {
    throw new NoOperationsError(`expected a page of text, got lines longer than ${longestLine} characters`);
  }
  if (isReferencePage(text)) return readReferencePage(text);
  if (isRenderedGitBook(text)) return readRenderedGitBook(text);
  if (holdsHttpSamples(text)) return readHttpSamples(text);
  throw new NoOperationsError(
    "no operation was found: expected OpenAPI, Markdown with OpenAPI in fenced blocks, an llms.txt, or the text of a reference page",
  );
}

/** In Markdown the same key may stand at the beginning of a line too, but only within a fenced block. */
function isYaml(text: string): boolean {
  const key = text.search(/^["']?(?:openapi|swagger)["']?[ \t]*:/m);
  return key !== -1 && !/^ {0,3}(?:`{3}|~{3})/m.test(text.slice(0, key));
}

function readDocument(text: string): VendorDocument {
  const document = parseDocument(text);
  const version = own(document, "openapi") ?? own(document, "swagger");
  return { kind: `OpenAPI ${String(version)}`, coverage: "complete", document, samples: [], notes: [] };
}
