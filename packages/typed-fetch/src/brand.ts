/**
 * `instanceof` across copies of this package: a program may have installed several.
 *
 * @param type its `brand` is the same in each copy; a class that is derived elsewhere has none of its own
 */
export function isBranded(type: { readonly brand?: symbol }, value: unknown): boolean {
  if (typeof value !== "object" || !Object.hasOwn(type, "brand")) return false;
  for (let own: object | null = value; own !== null; own = Object.getPrototypeOf(own) as object | null) {
    if ((own.constructor as { readonly brand?: unknown } | undefined)?.brand === type.brand) return true;
  }
  return false;
}
