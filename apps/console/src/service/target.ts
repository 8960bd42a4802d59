import { computed, signal } from "@preact/signals";

import { keyHeader, realAddress } from "../spec/catalog.ts";
import { apiNames, type ApiName } from "../spec/operations.ts";
import { jsonOf } from "./json-text.ts";
import { realKey } from "./keys.ts";

/** What responds: the mock on this machine, or the real services. A page that is opened anew begins with the mock. */
export const target = signal<"mock" | "real">("mock");

export const isReal = computed(() => target.value === "real");

/** The key for the mock. Each has data of its own, and any will do unless the mock was started with `--keys`. */
export const mockKey = signal(sessionStorage.getItem("switchboard.mock-key") ?? "test");

export function setMockKey(value: string): void {
  sessionStorage.setItem("switchboard.mock-key", value);
  mockKey.value = value;
}

/** A tenant that was picked by its number: its key is nobody's business. The number is that of one mock. */
export interface PickedTenant {
  readonly tenant: number;
  readonly instance: string;
}

const pickedName = "switchboard.tenant";

/** Undefined while the page's key says whose data it shows. */
export const pickedTenant = signal<PickedTenant | undefined>(
  jsonOf(sessionStorage.getItem(pickedName) ?? "") as PickedTenant | undefined,
);

export function pickTenant(picked: PickedTenant | undefined): void {
  if (picked === undefined) sessionStorage.removeItem(pickedName);
  else sessionStorage.setItem(pickedName, JSON.stringify(picked));
  pickedTenant.value = picked;
}

/** Whose data the page shows, as the mock's own interface takes it. */
export const whose = computed(() =>
  pickedTenant.value === undefined ? { key: mockKey.value } : { tenant: pickedTenant.value.tenant },
);

/** Whose data the page shows, as a name for what is kept of it. */
export const tenantName = computed(() =>
  pickedTenant.value === undefined ? mockKey.value : `#${pickedTenant.value.tenant}@${pickedTenant.value.instance}`,
);

type Addresses = Readonly<Record<ApiName, string>>;

/** The mock's usual ports, for a page that the mock does not serve. */
const usualAddresses: Addresses = { blotato: "http://127.0.0.1:4010", blooio: "http://127.0.0.1:4011/v4" };

const addressesName = "switchboard.mock-addresses";

export const mockAddresses = signal(addressesIn(localStorage.getItem(addressesName) ?? "") ?? usualAddresses);

function addressesIn(text: string): Addresses | undefined {
  const found = jsonOf(text) as Partial<Addresses> | null | undefined;
  return apiNames.every((api) => URL.canParse(found?.[api] ?? "")) ? (found as Addresses) : undefined;
}

export function setMockAddresses(addresses: Addresses): void {
  localStorage.setItem(addressesName, JSON.stringify(addresses));
  mockAddresses.value = addresses;
}

/** Whether the mock serves this page, and has said where its APIs are. */
export const isServedByMock = signal(false);

/** Reads from the server of this page where the mock is. A static host does not know it, and what was set before holds. */
export async function learnAddresses(): Promise<void> {
  const response = await fetch("mock.json").catch(() => undefined);
  if (response?.ok !== true) return;
  const found = addressesIn(await response.text());
  if (found === undefined) return;
  mockAddresses.value = found;
  isServedByMock.value = true;
}

/** Where requests to an API go: those of a tenant that was picked as if they were its client's. */
export const addressOf = (api: ApiName): string =>
  isReal.value
    ? realAddress(api)
    : pickedTenant.value === undefined
      ? mockAddresses.value[api]
      : tenantAddress(`${pickedTenant.value.tenant}/client`, api);

/** Where the mock's own interface has an API as a tenant sees it. */
export const tenantAddress = (tenant: number | string, api: ApiName): string =>
  `${adminAddress()}/tenants/${tenant}/${api}${new URL(mockAddresses.value[api]).pathname.replace(/\/$/, "")}`;

/** The mock's own interface, which stands on the ports of both APIs. */
export const adminAddress = (): string => `${new URL(mockAddresses.value.blotato).origin}/__mock`;

/** Stands where a client wants a key, and the address says enough. */
export const noKey = "none";

/** The key for an API as things are set; undefined while that of a real service is missing. */
export const keyOf = (api: ApiName): string | undefined =>
  isReal.value ? realKey(api)?.value : pickedTenant.value === undefined ? mockKey.value : noKey;

/** The header that carries the key, where there is one. */
export function authorization(api: ApiName): Readonly<Record<string, string>> {
  const key = keyOf(api);
  return key === undefined ? {} : Object.fromEntries([keyHeader(api, key)]);
}
