/** A document that cannot be understood. Its message is one line: what is wrong, where, and what was expected. */
export class DocumentError extends Error {
  override readonly name: string = "DocumentError";

  constructor(message: string, options?: ErrorOptions) {
    // A page may put line breaks, or what moves a terminal's cursor, into a name that the message quotes.
    // oxlint-disable-next-line no-control-regex -- control characters are what this takes out
    super(shorten(message.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ").trim()), options);
  }
}

/** A complete document without operations: a guide, or another web page. */
export class NoOperationsError extends DocumentError {
  override readonly name = "NoOperationsError";
}

const shorten = (text: string): string => (text.length > 500 ? `${text.slice(0, 500)} …` : text);

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
