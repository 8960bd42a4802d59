/** The parts of an address; undefined when the text is none. Node 20 has no `URL.parse`. */
export const parseUrl = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);
