/** What is wrong with a document, and where. Those who have its files can find the line. */
export class Problem extends Error {
  /** The place in the bundled document: `#/paths/~1chats/get/x-sdk`. */
  readonly pointer: string;

  constructor(pointer: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.pointer = pointer;
  }
}

/**
 * Reads a part of a document, in which problems name their place from there.
 *
 * @param what the part is called in messages
 * @throws Problem with the whole place
 */
export function within<Value>(pointer: string, what: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    // Reading this part led to a problem in another.
    if (error instanceof Problem && error.pointer.startsWith("#")) throw error;
    const place = error instanceof Problem ? error.pointer : "";
    const reason = error instanceof Error ? error.message : String(error);
    throw new Problem(`${pointer}${place}`, `${what}: ${reason}`, { cause: error });
  }
}

/** A key as a part of a pointer. */
export const escapeKey = (key: string): string => key.replaceAll("~", "~0").replaceAll("/", "~1");

export const unescapeKey = (key: string): string => key.replaceAll("~1", "/").replaceAll("~0", "~");
