import { effect, signal, type Signal } from "@preact/signals";

import { reasonOf } from "../shell/error-reason.ts";
import { askMock } from "./admin.ts";
import { isReal, mockKey, pickTenant, pickedTenant } from "./target.ts";

/** The number of the tenant that is shown: the one that was picked, or that of the page's key; undefined until the mock has told it. */
export const tenant = signal<number | undefined>(undefined);

/** Why the tenant is not known. */
export const tenantProblem = signal<string | undefined>(undefined);

/**
 * The number, also where the mock has not told it yet.
 *
 * @throws MockError when the mock does not tell it
 */
export const knownTenant = async (): Promise<number> => tenant.peek() ?? (await tenantOf(mockKey.peek()));

const tenantOf = async (key: string): Promise<number> =>
  (await askMock<{ tenant: number }>("POST", "/tenants", { key })).tenant;

/**
 * Keeps the number of the tenant.
 *
 * @param instance the mock that is followed: each has numbers of its own
 */
export function followTenant(instance: Signal<string | undefined>): void {
  effect(() => {
    const key = mockKey.value;
    const of = instance.value;
    const picked = pickedTenant.value;
    if (picked !== undefined && of !== undefined && picked.instance !== of) {
      // Another key has this number now.
      pickTenant(undefined);
      return;
    }
    tenant.value = picked?.tenant;
    if (picked !== undefined || of === undefined || isReal.value) return;
    const isCurrent = (): boolean => key === mockKey.peek() && pickedTenant.peek() === undefined;
    tenantOf(key).then(
      (found) => {
        if (isCurrent()) [tenant.value, tenantProblem.value] = [found, undefined];
      },
      (error: unknown) => {
        if (isCurrent()) tenantProblem.value = reasonOf(error);
      },
    );
  });
}
