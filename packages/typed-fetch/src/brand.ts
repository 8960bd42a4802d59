/**
 * `instanceof` across copies of this package: a program may have installed several.
 *
 * @param type a class that is derived elsewhere has no `brand` of its own
 * @param brand the same in each copy
 */
export function isBranded(type: object, brand: symbol, value: unknown): boolean {
  if (typeof value !== "object" || !Object.hasOwn(type, "brand")) return false;
  for (let own: object | null = value; own !== null; own = Object.getPrototypeOf(own) as object | null) {
    if ((own.constructor as { readonly brand?: unknown } | undefined)?.brand === brand) return true;
  }
  return false;
}
