/** What may have changed, besides data of tenants. `journal`: entries are gone; new ones are found by their ids. */
export const changedParts = ["clock", "deliveries", "faults", "journal", "scenario"] as const;
type ChangedPart = (typeof changedParts)[number];

/**
 * Counts what may have changed since a mock was started. It keeps no events: whoever has seen a revision learns what changed since,
 * however long that is ago, and costs nothing in between.
 */
export interface Changes {
  /** Random: another mock at the same address has another. */
  readonly instance: string;
  readonly revision: number;
  /** Aborted when the mock ends. */
  readonly ended: AbortSignal;
  /** @param part left out when there is only one more request */
  note(part?: ChangedPart): void;
  /** Data of a tenant, at either API, may have changed; of every tenant, when left out. */
  noteData(tenant?: number): void;
  /** The latest revision at which data of a tenant may have changed. */
  revisionOf(tenant: number): number;
  since(revision: number): ChangesSince;
  /**
   * Calls a function after each change.
   *
   * @returns ends that
   */
  watch(changed: () => void): () => void;
  end(): void;
}

export interface ChangesSince {
  readonly changed: readonly ChangedPart[];
  /** Every tenant, or those with these numbers. */
  readonly tenants: "all" | readonly number[];
}

export function createChanges(): Changes {
  const ending = new AbortController();
  const parts = new Map<ChangedPart, number>();
  const tenants = new Map<number, number>();
  const watchers = new Set<() => void>();
  let everyTenant = 0;
  let revision = 0;
  const tell = (): void => {
    for (const changed of watchers) changed();
  };
  return {
    instance: crypto.randomUUID().slice(0, 8),
    get revision() {
      return revision;
    },
    ended: ending.signal,
    note(part) {
      revision += 1;
      if (part !== undefined) parts.set(part, revision);
      tell();
    },
    noteData(tenant) {
      revision += 1;
      if (tenant === undefined) {
        everyTenant = revision;
        tenants.clear();
      } else {
        tenants.set(tenant, revision);
      }
      tell();
    },
    revisionOf: (tenant) => tenants.get(tenant) ?? everyTenant,
    since: (seen) => ({
      changed: [...parts].filter(([, at]) => at > seen).map(([part]) => part),
      tenants: everyTenant > seen ? "all" : [...tenants].filter(([, at]) => at > seen).map(([tenant]) => tenant),
    }),
    watch(changed) {
      watchers.add(changed);
      return () => void watchers.delete(changed);
    },
    end() {
      ending.abort();
      tell();
    },
  };
}
