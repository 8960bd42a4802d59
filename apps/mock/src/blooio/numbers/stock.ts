/** The numbers that the vendor has to sell, by US area code. */
const areas: readonly (readonly [code: string, location: string, stock: number])[] = [
  ["212", "New York, NY", 3],
  ["305", "Miami, FL", 2],
  ["415", "San Francisco, CA", 2],
  ["801", "Salt Lake City, UT", 4],
  ["206", "Seattle, WA", 1],
];

export interface StockedNumber {
  readonly number: string;
  readonly areaCode: string;
  readonly location: string;
}

/** Numbers that are reserved for fiction, so that nobody has them. */
export const stock: readonly StockedNumber[] = areas.flatMap(([areaCode, location, size]) =>
  Array.from({ length: size }, (_, index) => ({ areaCode, location, number: `+1${areaCode}55501${80 + index}` })),
);

export const locationOf = (areaCode: string): string | undefined => areas.find(([code]) => code === areaCode)?.[1];

/** An area code that no number has: an order for it fails. */
export const impossibleArea = "999";

export const isAreaCode = (text: string): boolean => /^[2-9]\d\d$/.test(text);
