import { computed } from "@preact/signals";

import type { RecordedRequest } from "../service/admin.ts";
import { journal } from "../service/mock-feed.ts";
import { pickedTenant } from "../service/target.ts";
import { query, setQuery } from "../shell/router.ts";
import { apiTitles, type ApiName } from "../spec/operations.ts";

/** What a filter is called in the address. Each is a text; an empty one filters nothing. */
const names = ["api", "operation", "status", "tenant", "text", "problems"] as const;

type FilterName = (typeof names)[number];

/** In the address, of a filter that lets all pass although it would not by itself. */
const any = "all";

/** What filters while the address says nothing: the tenant that is picked for the whole page. */
const usual = (name: FilterName): string => (name === "tenant" ? String(pickedTenant.value?.tenant ?? "") : "");

export function filterValue(name: FilterName): string {
  const value = query.value.get(name);
  return value === any ? "" : (value ?? usual(name));
}

export function setFilter(name: FilterName, value: string): void {
  const next = new URLSearchParams(query.value);
  if (value === usual(name)) next.delete(name);
  else next.set(name, value === "" ? any : value);
  setQuery(next);
}

export function clearFilters(): void {
  setQuery(new URLSearchParams());
  for (const name of names) setFilter(name, "");
}

export const isFiltered = computed(() => names.some((name) => filterValue(name) !== ""));

/** What passes the filters, the newest first. */
export const shownRequests = computed(() => {
  const [api, operation, status, tenant, text, problems] = names.map(filterValue);
  const words = text?.toLowerCase() ?? "";
  return journal.value
    .filter(
      (entry) =>
        (api === "" || entry.api === api) &&
        (operation === "" || entry.operationId === operation) &&
        (status === "" || statusClass(entry) === status) &&
        (tenant === "" || String(entry.tenant) === tenant) &&
        (problems === "" || entry.problems.length > 0) &&
        (words === "" || textOf(entry).includes(words)),
    )
    .toReversed();
});

/** The first digit of the status; `none` where no response was sent. */
const statusClass = ({ response }: RecordedRequest): string => String(response?.status ?? "none").replace(/\d\d$/, "");

export const statusClasses: Readonly<Record<string, string>> = {
  "2": "2xx",
  "3": "3xx",
  "4": "4xx",
  "5": "5xx",
  none: "No response",
};

/** What there is to choose from: what occurs, and what is chosen already. */
export const choicesOf = (name: "operation" | "tenant"): readonly string[] => {
  const found = new Set(journal.value.map((entry) => (name === "tenant" ? entry.tenant : entry.operationId)));
  const texts = [...found].filter((value) => value !== undefined).map(String);
  const chosen = filterValue(name);
  const all = chosen === "" || texts.includes(chosen) ? texts : [...texts, chosen];
  return all.toSorted((one, other) => one.localeCompare(other, "en", { numeric: true }));
};

const texts = new WeakMap<RecordedRequest, string>();

/** What is searched: path, operation, bodies, problems and the fault. Made once for each request, when it is first searched. */
function textOf(entry: RecordedRequest): string {
  const known = texts.get(entry);
  if (known !== undefined) return known;
  const { api, body, fault, method, operationId, problems, response, target } = entry;
  const parts = [apiTitles[api satisfies ApiName], method, operationId, target, body, response?.body, problems, fault];
  const text = parts
    .map((part) => (typeof part === "string" ? part : (JSON.stringify(part) ?? "")))
    .join("\n")
    .toLowerCase();
  texts.set(entry, text);
  return text;
}
