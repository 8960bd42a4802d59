interface Styled {
  /** Without its marks. */
  readonly text: string;
  /** With the marks that the service itself writes. */
  readonly formatted: string;
  readonly styles: number;
  readonly isStyled: boolean;
}

/** A character that stands for itself, or what stands between two marks of a style. */
const token = /\\([*_+~\\])|(\*\*|__|\+\+|~~|\*|_)(?=\S)([\s\S]{1,4000}?)(?<=\S)\2/;

const usual: Readonly<Record<string, string>> = { __: "**", _: "*" };

/** Reads bold, italic, underlined and struck-through words; all other Markdown stays as it is written. */
export function readMarkdown(source: string): Styled {
  let [text, formatted, styles] = ["", "", 0];
  let rest = source;
  for (let found = token.exec(rest); found !== null; found = token.exec(rest)) {
    const before = rest.slice(0, found.index);
    const [whole, escaped, mark = "", inner = ""] = found;
    const within = escaped === undefined ? readMarkdown(inner) : undefined;
    const sign = usual[mark] ?? mark;
    text += before + (within?.text ?? escaped);
    formatted += escape(before) + (within === undefined ? `\\${escaped}` : sign + within.formatted + sign);
    styles += within === undefined ? 0 : within.styles + 1;
    rest = rest.slice(found.index + whole.length);
  }
  return { text: text + rest, formatted: formatted + escape(rest), styles, isStyled: styles > 0 };
}

const escape = (text: string): string => text.replaceAll(/[*_~]|\+\+/g, String.raw`\$&`);
