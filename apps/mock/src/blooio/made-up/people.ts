import { nameOf } from "../../model/made-up/names.ts";

/** A person who writes to the bakery: an invented name, and a number that belongs to nobody. */
export interface Person {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
}

/** The people with numbers from +1 555 555 0120 to 0195. */
const local = 76;
// Every area code but 555 has a hundred numbers that are reserved for fiction: 555-0100 to 555-0199.
const areas = 799;
const perArea = 100;

/** A person by number; the number follows from either address. */
export function personAt(number: number): Person {
  const { full, words } = nameOf(number);
  return { name: full, phone: phoneAt(number), email: `${words.join(".")}.${number}@example.com` };
}

/** The number of the person who has an address. */
export function personNumberOf(address: string): number | undefined {
  const number = numberFromEmail(address) ?? numberFromPhone(address);
  if (number === undefined) return undefined;
  const { phone, email } = personAt(number);
  return address === phone || address === email ? number : undefined;
}

function phoneAt(number: number): string {
  if (number < local) return `+1555555${String(120 + number).padStart(4, "0")}`;
  const abroad = number - local;
  // When the reserved numbers run out, a country code that is not assigned.
  if (abroad >= areas * perArea) return `+999${String(abroad).padStart(9, "0")}`;
  const area = 200 + (abroad % areas);
  return `+1${area < 555 ? area : area + 1}55501${String(Math.floor(abroad / areas)).padStart(2, "0")}`;
}

function numberFromEmail(address: string): number | undefined {
  const [, digits] = /\.(\d{1,9})@example\.com$/.exec(address) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

function numberFromPhone(address: string): number | undefined {
  const [, last] = /^\+1555555(0\d{3})$/.exec(address) ?? [];
  if (last !== undefined) return Number(last) - 120;
  const [, beyond] = /^\+999(\d{9})$/.exec(address) ?? [];
  if (beyond !== undefined) return local + Number(beyond);
  const [, area, line] = /^\+1([2-9]\d\d)55501(\d\d)$/.exec(address) ?? [];
  if (area === undefined) return undefined;
  return local + Number(area) - (Number(area) < 555 ? 200 : 201) + areas * Number(line);
}
