import type { OperationRequest, OperationResponse } from "../../model/service.ts";
import type { State } from "../state.ts";
import { locationOf } from "./stock.ts";

export const lookupPhoneNumber = (_: State, { query }: OperationRequest): OperationResponse =>
  ok(factsOf(String(query["number"])));

export const lookupPhoneNumberPost = (_: State, { body }: OperationRequest): OperationResponse =>
  ok(factsOf((body as { readonly number: string }).number));

export const batchLookupPhoneNumbers = (_: State, { body }: OperationRequest): OperationResponse =>
  ok((body as { readonly numbers: readonly string[] }).numbers.map(factsOf));

const ok = (data: unknown): OperationResponse => ({ status: 200, body: { data } });

/** What is known of a number without a register: the parts of one of North America. */
function factsOf(input: string): Record<string, unknown> {
  // A plus sign in an address that nobody encoded is a space there.
  const number = input.replace(/^ /, "+").replaceAll(/[\s().-]/g, "");
  if (!/^\+[1-9]\d{6,14}$/.test(number)) return { input, valid: false, possible: false };
  const [, area, exchange, line] = /^\+1([2-9]\d\d)([2-9]\d\d)(\d{4})$/.exec(number) ?? [];
  const facts = { input, valid: !number.startsWith("+1") || area !== undefined, possible: true, e164: number };
  if (area === undefined) return facts;
  const location = locationOf(area) ?? null;
  return {
    ...facts,
    national: `(${area}) ${exchange}-${line}`,
    international: `+1 ${area} ${exchange} ${line}`,
    country_calling_code: "1",
    country: "US",
    national_number: number.slice(2),
    type: "fixed_line_or_mobile",
    location,
    area_code: area,
    exchange,
    area_code_region: location?.split(", ")[1] ?? null,
  };
}
