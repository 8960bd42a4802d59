/** A number of things in words: `1 header`, `2 headers`. */
export const countOf = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? "" : "s"}`;
