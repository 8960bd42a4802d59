import type { OperationRequest, OperationResponse } from "../../model/service.ts";
import { badRequest } from "../errors.ts";
import type { State } from "../state.ts";
import { isAreaCode, stock } from "./stock.ts";

/** The stock that is left, or a quote for each area code. */
export function listAvailableBlooioNumbers({ channels }: State, { query }: OperationRequest): OperationResponse {
  const { area_code: areas, country, limit = 50, type } = query;
  const taken = new Set([...channels.values()].map(({ address }) => address));
  const left = stock.filter(({ number }) => !taken.has(number) && (country === undefined || country === "US"));
  const wanted = (areas ?? []) as readonly string[];
  if (wanted.length > 0 && type !== "shared") return quote(wanted, new Set(left.map(({ areaCode }) => areaCode)));
  const shown = left.slice(0, Number(limit));
  const rows = shown.map(({ areaCode, location }) => ({
    masked_national: `(${areaCode}) ***-****`,
    area_code: areaCode,
    country_code: "1",
    phone_number_country: "US",
    location,
  }));
  return { status: 200, body: { data: rows, has_more: shown.length < left.length, next_cursor: null } };
}

function quote(wanted: readonly string[], stocked: ReadonlySet<string>): OperationResponse {
  const wrong = wanted.find((code) => !isAreaCode(code));
  if (wrong !== undefined) throw badRequest(`area_code: ${JSON.stringify(wrong)} is not a US area code`);
  const data = wanted.map((code) =>
    stocked.has(code) ? { area_code: code, matched: true } : { area_code: code, matched: false, custom_order: true },
  );
  const matched = data.filter((line) => line.matched).length;
  const counts = { matched_count: matched, custom_order_count: data.length - matched };
  return { status: 200, body: { data, ...counts, has_more: false, next_cursor: null } };
}
