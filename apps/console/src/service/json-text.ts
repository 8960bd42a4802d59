/** What a JSON text says; undefined where it is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The same for what a person writes: what is not JSON stays a text, which the check rejects where an object is expected. */
export function jsonOrText(text: string): unknown {
  const json = jsonOf(text);
  return json === undefined ? text : json;
}
