import { signal } from "@preact/signals";

import type { ApiName } from "../spec/operations.ts";
import { keepWork, keptWork } from "./kept-work.ts";
import { isReal, tenantName } from "./target.ts";

const keptName = "ids";

/** The ids that the page has come across, by whose they are, the API and the field. The newest stand first. */
const seen = signal((keptWork(keptName) ?? {}) as Readonly<Record<string, readonly string[]>>);

/** Each key of the mock has data of its own. */
const nameOf = (api: ApiName, field: string): string =>
  `${isReal.value ? "real" : `mock ${tenantName.value}`} ${api} ${field}`;

/** What may be entered in a field, of those whose data is looked at. */
export const idsSeen = (api: ApiName, field: string): readonly string[] => seen.value[nameOf(api, field)] ?? [];

export function addIds(api: ApiName, field: string, found: readonly unknown[]): void {
  const texts = found.filter((each) => typeof each === "string");
  if (texts.length === 0) return;
  seen.value = { ...seen.value, [nameOf(api, field)]: [...new Set([...texts, ...idsSeen(api, field)])].slice(0, 50) };
  keepWork(keptName, seen.value);
}

/** After the mock began anew: its former ids lead nowhere, and are still none of a real service. */
export function forgetMockIds(): void {
  const former: Record<string, readonly string[]> = {};
  for (const [name, ids] of Object.entries(seen.peek())) {
    const now = name.replace(/^mock \S+/, "former");
    former[now] = [...ids, ...(former[now] ?? [])].slice(0, 50);
  }
  seen.value = former;
  keepWork(keptName, former);
}

/** Whether a value of a field was seen at the mock: a real service has no such thing. */
export const isOfMock = (api: ApiName, field: string, value: unknown): boolean =>
  Object.entries(seen.peek()).some(
    ([name, ids]) => !name.startsWith("real ") && name.endsWith(` ${api} ${field}`) && ids.some((id) => id === value),
  );
