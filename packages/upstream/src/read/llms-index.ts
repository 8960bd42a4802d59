import { Lexer, walkTokens } from "marked";

/** An index is a list, not a book; this also bounds what its inline content costs to read. */
const longestIndex = 500_000;

/**
 * Reads an `llms.txt`: a Markdown list of links to pages.
 *
 * @returns the addresses as written, without repeats; undefined when the text is something else
 */
export function readLlmsIndex(text: string): readonly string[] | undefined {
  if (text.length > longestIndex || !/^\s*# /.test(text)) return undefined;
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const links = lines.filter((line) => /^\s*[-*] \[/.test(line));
  const sentences = lines.filter((line) => !/^\s*(?:[-*] \[|#|>)/.test(line));
  // Of a page with a few links in it, most lines are something else.
  if (links.length === 0 || links.length < sentences.length) return undefined;
  const addresses = new Set<string>();
  void walkTokens(new Lexer().lex(links.join("\n")), (token) => {
    if (token.type === "link") addresses.add(String(token["href"]));
  });
  return [...addresses];
}
