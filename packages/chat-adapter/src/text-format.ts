import {
  BaseFormatConverter,
  cardChildToFallbackText,
  convertEmojiPlaceholders,
  getNodeChildren,
  getNodeValue,
  isCardElement,
  isCodeNode,
  isDeleteNode,
  isEmphasisNode,
  isLinkNode,
  isListNode,
  isStrongNode,
  isTableNode,
  NotImplementedError,
  paragraph,
  parseMarkdown,
  root,
  tableToAscii,
  text as textNode,
  toPlainText,
  type AdapterPostableMessage,
  type CardChild,
  type CardElement,
  type Content,
  type Root,
} from "chat";

/** What a service shows of a message. */
export interface RenderedText {
  readonly plain: string;
  /** With Blooio's marks; undefined where there is nothing to mark, or where the marks could be taken for others. */
  readonly marked: string | undefined;
}

/** Blooio's bounds of a text with marks. */
const mostMarked = { characters: 20_000, changes: 256 };

/** Between the text that people see, and the tree of Chat SDK. */
export class TextFormat extends BaseFormatConverter {
  /** What comes in is plain: a star in it is a star. */
  override toAst(platformText: string): Root {
    return root([paragraph([textNode(platformText)])]);
  }

  /** Plain text. Lists, quotes, links and tables stay readable; styles are lost. */
  override fromAst(ast: Root): string {
    return this.#write(ast, () => "");
  }

  /** @throws NotImplementedError for a card with something to tap, and no `fallbackText` */
  render(message: AdapterPostableMessage): RenderedText {
    const ast = astOf(message);
    if (ast === undefined) return { plain: withEmoji(this.renderPostable(message)), marked: undefined };
    let changes = 0;
    const marked = withEmoji(
      this.#write(ast, (node) => {
        const mark = isStrongNode(node) ? "**" : isEmphasisNode(node) ? "*" : isDeleteNode(node) ? "~~" : "";
        if (mark !== "") changes += 2;
        return mark;
      }),
    );
    const isMarked = changes > 0 && changes <= mostMarked.changes && marked.length <= mostMarked.characters;
    return {
      plain: withEmoji(this.fromAst(ast)),
      marked: isMarked && !/\*|~~|\+\+/.test(toPlainText(ast)) ? marked : undefined,
    };
  }

  #write(ast: Root, markOf: (node: Content) => string): string {
    const write = (node: Content): string => {
      if (isListNode(node)) return this.renderList(node, 0, write);
      if (isTableNode(node)) return tableToAscii(node);
      if (isCodeNode(node)) return node.value;
      if (isLinkNode(node)) return linkText(getNodeChildren(node).map(write).join(""), node.url);
      if (node.type === "image") return linkText(node.alt ?? "", node.url);
      if (node.type === "break") return "\n";
      if (node.type === "thematicBreak") return "---";
      if (node.type === "blockquote") return quoted(getNodeChildren(node).map(write).join("\n\n"));
      const children = getNodeChildren(node);
      const mark = markOf(node);
      return children.length === 0 ? getNodeValue(node) : `${mark}${children.map(write).join("")}${mark}`;
    };
    return this.fromAstWithNodeConverter(ast, write);
  }
}

/** Undefined for text that is to be sent as it is. */
function astOf(message: AdapterPostableMessage): Root | undefined {
  if (typeof message === "string") return undefined;
  if (isCardElement(message)) return parseMarkdown(cardText(message));
  if ("markdown" in message) return parseMarkdown(message.markdown);
  if ("ast" in message) return message.ast;
  if ("card" in message && !message.fallbackText) return parseMarkdown(cardText(message.card));
  return undefined;
}

function cardText({ children, subtitle, title }: CardElement): string {
  const heading = title === undefined ? [] : [`**${title}**`];
  return [...heading, subtitle, ...children.map(childText)].filter(Boolean).join("\n\n");
}

function childText(child: CardChild): string | null {
  if (child.type === "section") return child.children.map(childText).filter(Boolean).join("\n\n");
  if (child.type === "image") return `![${child.alt ?? ""}](${child.url})`;
  if (child.type !== "actions") return cardChildToFallbackText(child);
  const links = child.children.map((action) => {
    if (action.type === "link-button") return `- [${action.label}](${action.url})`;
    throw new NotImplementedError(
      `A card has a ${action.type}, and nothing can be tapped here: give { card, fallbackText }`,
      "cards",
    );
  });
  return links.join("\n");
}

const linkText = (label: string, url: string): string =>
  label === "" || label === url || `mailto:${label}` === url ? label || url : `${label} (${url})`;

const quoted = (text: string): string => text.replaceAll(/^/gm, "> ");

/** Emoji as characters. */
const withEmoji = (text: string): string => convertEmojiPlaceholders(text, "whatsapp");
