import { styleText } from "node:util";

/** A report for a person, written line by line while the work goes on. */
export interface Transcript {
  title(text: string): void;
  section(text: string): void;
  note(text: string): void;
  /** The call that the next lines come from, as one would write it. */
  call(code: string): void;
  line(text: string): void;
  /** One message of a conversation, on the side of the person who wrote it. */
  message(text: string, isOwn: boolean): void;
  /** A claim that must hold: printed when it does. @throws Error when it does not */
  check(holds: boolean, claim: string): asserts holds;
  end(milliseconds: number): void;
}

const widestMessage = 56;

export function createTranscript(stream: NodeJS.WriteStream): Transcript {
  const style = (format: Parameters<typeof styleText>[0], text: string): string => styleText(format, text, { stream });
  const write = (text: string): void => {
    stream.write(`${text}\n`);
  };
  let checks = 0;
  return {
    title: (text) => write(`\n${style("bold", text)}`),
    section: (text) => write(`\n${style(["bold", "cyan"], text)}`),
    note: (text) => write(style("dim", text)),
    call: (code) => write(`\n  ${style("yellow", code)}`),
    line: (text) => write(`    ${text}`),
    message(text, isOwn) {
      const shown = text.length > widestMessage ? `${text.slice(0, widestMessage - 1)}…` : text;
      write(
        isOwn
          ? `${" ".repeat(12)}${style("green", `${shown.padStart(widestMessage)} ◂`)}`
          : `    ${style("blue", `▸ ${shown}`)}`,
      );
    },
    check(holds, claim): asserts holds {
      if (!holds) throw new Error(`expected that ${claim}, and it is not so`);
      checks += 1;
      write(`    ${style("green", "✓")} ${claim}`);
    },
    end: (milliseconds) =>
      write(`\n${style(["bold", "green"], `All ${checks} checks hold`)}, in ${milliseconds} ms.\n`),
  };
}
