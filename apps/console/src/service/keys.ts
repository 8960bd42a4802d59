import { signal, type Signal } from "@preact/signals";

import { apiNames, type ApiName } from "../spec/operations.ts";

/** The key of a real service. It stays in this browser: for as long as its tab is open, unless it is to be kept. */
export interface StoredKey {
  readonly value: string;
  readonly isKept: boolean;
}

const nameOf = (api: ApiName): string => `switchboard.key.${api}`;

function read(api: ApiName): StoredKey | undefined {
  const kept = localStorage.getItem(nameOf(api));
  const value = kept ?? sessionStorage.getItem(nameOf(api));
  return value === null ? undefined : { value, isKept: kept !== null };
}

const keys = Object.fromEntries(apiNames.map((api) => [api, signal(read(api))])) as Readonly<
  Record<ApiName, Signal<StoredKey | undefined>>
>;

export const realKey = (api: ApiName): StoredKey | undefined => keys[api].value;

/** Whether a JSON text holds the key of a real service. A key of three characters or less is not a real one, and occurs in many words. */
export const holdsRealKey = (json: string): boolean =>
  apiNames.some((api) => {
    const { value } = keys[api].value ?? {};
    return value !== undefined && value.length >= 4 && json.includes(JSON.stringify(value).slice(1, -1));
  });

export function storeKey(api: ApiName, value: string, isKept: boolean): void {
  forgetKey(api);
  (isKept ? localStorage : sessionStorage).setItem(nameOf(api), value);
  keys[api].value = { value, isKept };
}

export function forgetKey(api: ApiName): void {
  localStorage.removeItem(nameOf(api));
  sessionStorage.removeItem(nameOf(api));
  keys[api].value = undefined;
}

/** Follows what another tab does to the keys that are kept: one that was forgotten there is no longer used here. */
export function followOtherTabs(): void {
  addEventListener("storage", ({ key, storageArea }) => {
    if (storageArea !== localStorage) return;
    for (const api of apiNames) if (key === null || key === nameOf(api)) keys[api].value = read(api);
  });
}

/** Why a key cannot be sent in a header; undefined when it can. */
export function problemOfKey(value: string): string | undefined {
  if (value === "") return "Enter the key";
  return /^[\x21-\x7E]+$/.test(value) ? undefined : "A key has visible ASCII characters only, and no spaces";
}
