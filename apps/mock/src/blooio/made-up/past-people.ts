import { nameAt, type Person } from "./seed-people.ts";

// Every area code but 555, which is the seed's own, has a hundred numbers that belong to nobody: 555-0100 to 555-0199.
const areas = 799;
const numbers = areas * 100;

/** The people of the past beyond those of the seed, by number: who they are follows from it, and it from their addresses. */
export function personAt(number: number): Person {
  const { first, last } = nameAt(number);
  return {
    name: `${first} ${last}`,
    phone: phoneAt(number),
    email: `${first}.${last}.${number}@example.com`.toLowerCase(),
  };
}

/** The number of the person who has an address. */
export function personNumberOf(address: string): number | undefined {
  const number = numberFromEmail(address) ?? numberFromPhone(address);
  if (number === undefined) return undefined;
  const { phone, email } = personAt(number);
  return address === phone || address === email ? number : undefined;
}

function phoneAt(number: number): string {
  // When those run out, a country code that no country has.
  if (number >= numbers) return `+999${String(number).padStart(9, "0")}`;
  const area = 200 + (number % areas);
  return `+1${area < 555 ? area : area + 1}55501${String(Math.floor(number / areas)).padStart(2, "0")}`;
}

function numberFromEmail(address: string): number | undefined {
  const [, digits] = /\.(\d{1,9})@example\.com$/.exec(address) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

function numberFromPhone(address: string): number | undefined {
  const [, beyond] = /^\+999(\d{9})$/.exec(address) ?? [];
  if (beyond !== undefined) return Number(beyond);
  const [, area, line] = /^\+1([2-9]\d\d)55501(\d\d)$/.exec(address) ?? [];
  if (area === undefined || area === "555") return undefined;
  return Number(area) - (Number(area) < 555 ? 200 : 201) + areas * Number(line);
}
