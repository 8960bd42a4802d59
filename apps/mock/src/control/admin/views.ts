/** How the mock's own interface shows what there is. */
import type { Clock } from "../../model/clock.ts";
import { apiNames, type ApiName } from "../../model/service.ts";
import type { Control } from "../control.ts";
import type { ActiveFault } from "../faults/faults.ts";

const iso = (time: number): string => new Date(time).toISOString();

export const showClock = (clock: Clock): object => ({
  now: iso(clock.now()),
  start: iso(clock.start),
  held: clock.isHeld,
  ahead: clock.ahead,
});

export const showFault = ({ id, api, operationId, fault, forOneKey, hits, tenant }: ActiveFault): object => ({
  id,
  api,
  operationId,
  ...fault,
  forOneKey,
  ...(tenant !== undefined && { tenant }),
  hits,
});

export function showState(control: Control): object {
  const describeApi = (name: ApiName): object => {
    const { basePath, violations } = control.api(name);
    return { basePath, violations };
  };
  const { changes, clock, journal, scenario, seed } = control;
  return {
    instance: changes.instance,
    revision: changes.revision,
    seed,
    scenario: scenario?.name ?? null,
    now: iso(clock.now()),
    faults: control.faults().length,
    requests: journal.size,
    blotato: describeApi("blotato"),
    blooio: describeApi("blooio"),
  };
}

/** Every tenant at either API, by its number. */
export function showTenants(control: Control): readonly object[] {
  const { changes, clock, tenantKeys } = control;
  const listed = apiNames.flatMap((api) =>
    control
      .api(api)
      .tenants.list()
      .map((each) => ({ ...each, api })),
  );
  const numbers = [...new Set(listed.map(({ tenant }) => tenant))].toSorted((a, b) => a - b);
  return numbers.map((tenant) => {
    const ofApis = listed.filter((each) => each.tenant === tenant);
    const key = tenantKeys.keyOf(tenant) ?? "";
    const own = clock.of(key);
    const usedAt = ofApis.flatMap((each) => each.usedAt ?? []);
    return {
      tenant,
      revision: changes.revisionOf(tenant),
      counts: Object.fromEntries(ofApis.map(({ api, counts }) => [api, counts])),
      ...(usedAt.length > 0 && { usedAt: iso(Math.max(...usedAt)) }),
      clock: { ahead: own.now() - clock.now(), held: own.isHeld },
      faults: control.faults(key).length,
    };
  });
}
