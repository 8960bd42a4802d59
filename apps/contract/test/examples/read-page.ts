import { readFile } from "node:fs/promises";
import path from "node:path";

/** Something that stands in a page, and where. */
export interface Mention {
  /** `README.md:42`, for a message. */
  readonly place: string;
  readonly text: string;
}

/** A block of code, without its fence and without the indentation of a list around it. */
export interface Block extends Mention {
  /** What the fence says; empty for a block that says nothing. */
  readonly language: string;
}

/** What a Markdown file holds that can be wrong. */
export interface Page {
  /** Relative to the root. */
  readonly file: string;
  readonly blocks: readonly Block[];
  /** What stands in backticks within a sentence. */
  readonly spans: readonly Mention[];
  /** Where its links and pictures lead. */
  readonly links: readonly Mention[];
  /** What a link can name behind a `#`. */
  readonly anchors: ReadonlySet<string>;
}

export async function readPage(root: string, file: string): Promise<Page> {
  const lines = (await readFile(path.join(root, file), "utf8")).split("\n");
  const blocks: Block[] = [];
  const spans: Mention[] = [];
  const links: Mention[] = [];
  const anchors = new Set<string>();
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    const place = `${file}:${index + 1}`;
    const fence = /^(?<indent> *)```(?<language>\S*)/.exec(line)?.groups;
    if (fence !== undefined) {
      const { indent = "", language = "" } = fence;
      const end = lines.indexOf(`${indent}\`\`\``, index + 1);
      if (end < 0) throw new Error(`${place}: the block has no end`);
      const text = lines.slice(index + 1, end).map((each) => each.slice(indent.length));
      blocks.push({ place, language, text: `${text.join("\n")}\n` });
      index = end;
    } else if (/^ {4}/.test(line) && lines[index - 1] === "") {
      blocks.push({ place, language: "", text: line });
    } else {
      if (line.split("`").length % 2 === 0) throw new Error(`${place}: code in backticks has to end on its line`);
      const heading = /^#+ (?<title>.*)$/.exec(line)?.groups?.["title"];
      if (heading !== undefined) anchors.add(anchorOf(heading, anchors));
      for (const [, text = ""] of line.matchAll(/`([^`]+)`/g)) spans.push({ place, text });
      for (const [, text = ""] of line.matchAll(/\]\(([^)\s]+)\)/g)) links.push({ place, text });
    }
  }
  return { file, blocks, spans, links, anchors };
}

/** As GitHub makes them. */
function anchorOf(heading: string, taken: ReadonlySet<string>): string {
  const words = heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(" ", "-");
  const anchors = [words, ...Array.from({ length: 9 }, (_, index) => `${words}-${index + 1}`)];
  return anchors.find((anchor) => !taken.has(anchor)) ?? words;
}
