/** `36 facebook, 36 instagram, …`: how many items there are of each kind, by name. */
export function countBy<Item>(items: readonly Item[], kindOf: (item: Item) => string): string {
  const groups = [...Map.groupBy(items, kindOf)].toSorted(([a], [b]) => a.localeCompare(b));
  return groups.map(([kind, group]) => `${group.length} ${kind}`).join(", ");
}
