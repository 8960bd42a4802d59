import type { ErrorObject } from "ajv";

type Branch = readonly ErrorObject[];

/** Replaces the errors of each failed `oneOf` or `anyOf` by those of its likeliest branch, from the inside out. */
export function likelyErrors(all: readonly ErrorObject[]): readonly ErrorObject[] {
  const errors = withoutEchoes(all);
  const unions = errors.filter(({ keyword }) => keyword === "oneOf" || keyword === "anyOf");
  // The deepest union first: the errors that it leaves count for the branches around it.
  unions.sort((a, b) => b.schemaPath.length - a.schemaPath.length);
  return unions.reduce((left: readonly ErrorObject[], union) => {
    const branchOf = (error: ErrorObject): string | undefined =>
      error.schemaPath.startsWith(`${union.schemaPath}/`) && error.instancePath.startsWith(union.instancePath)
        ? error.schemaPath.slice(union.schemaPath.length + 1).split("/")[0]
        : undefined;
    const branches = new Map<string, ErrorObject[]>();
    for (const error of left) {
      const branch = branchOf(error);
      if (branch !== undefined) branches.set(branch, [...(branches.get(branch) ?? []), error]);
    }
    const outside = left.filter((error) => error !== union && branchOf(error) === undefined);
    if (branches.size === 0) return [...outside, union];
    return [...outside, ...likeliest([...branches.values()], union.instancePath)];
  }, errors);
}

/** Leaves out what only follows from a wrong type: that the value is not one of the enum either. */
function withoutEchoes(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const placeOf = ({ instancePath, schemaPath }: ErrorObject): string =>
    `${instancePath} ${schemaPath.slice(0, schemaPath.lastIndexOf("/"))}`;
  const wrongTypes = new Set(errors.filter(({ keyword }) => keyword === "type").map(placeOf));
  return errors.filter((error) => !isWrongValue(error) || !wrongTypes.has(placeOf(error)));
}

/**
 * The branch that accepts a value of this type, whose tags fit best, with the fewest other wrong values, then with the fewest
 * errors. Where several are equally far off, their expectations are merged into one list.
 */
function likeliest(branches: readonly Branch[], unionPath: string): Branch {
  const isWrongType = ({ keyword, instancePath }: ErrorObject): boolean =>
    keyword === "type" && instancePath === unionPath;
  const isMismatch = (error: ErrorObject): boolean => isWrongValue(error) || isWrongType(error);
  const placesOf = (branch: Branch): ReadonlySet<string> =>
    new Set(branch.filter(isMismatch).map(({ instancePath }) => instancePath));
  // A value that no branch accepts says nothing about which branch was intended.
  const [firstPlaces = new Set<string>(), ...otherPlaces] = branches.map(placesOf);
  const hopeless = new Set([...firstPlaces].filter((place) => otherPlaces.every((other) => other.has(place))));
  const isWrongTag = (error: ErrorObject): boolean => isTag(error) && !hopeless.has(error.instancePath);
  const near = [isWrongType, isWrongTag, isMismatch].reduce(withFewest, branches);
  const shortest = withFewest(near, () => true);
  const [best = []] = shortest;
  const places = placesOf(best);
  if (places.size === 0) return shortest.every(isOneMissingField) ? shortest.flat().reduce(mergeErrors, []) : best;
  const isSame = near.length > 1 && near.every((branch) => isEqual(placesOf(branch), places));
  return isSame ? near.flatMap((branch) => branch.filter(isMismatch)).reduce(mergeErrors, []) : best;
}

const isEqual = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  one.size === other.size && [...one].every((place) => other.has(place));

function withFewest(branches: readonly Branch[], isCounted: (error: ErrorObject) => boolean): readonly Branch[] {
  const count = (branch: Branch): number => branch.filter(isCounted).length;
  const fewest = Math.min(...branches.map(count));
  return branches.filter((branch) => count(branch) === fewest);
}

const isWrongValue = ({ keyword }: ErrorObject): boolean => keyword === "enum" || keyword === "const";

/** A property with one possible value distinguishes a branch from the others. */
const isTag = ({ keyword, params }: ErrorObject): boolean =>
  keyword === "const" || (keyword === "enum" && [params["allowedValues"]].flat().length === 1);

const isOneMissingField = (branch: Branch): boolean => branch.length === 1 && branch[0]?.keyword === "required";

/** Merges an error into the one with its keyword at the same place, so that one message lists all that is expected. */
function mergeErrors(merged: readonly ErrorObject[], error: ErrorObject): readonly ErrorObject[] {
  const twin = merged.find((other) => other.keyword === error.keyword && other.instancePath === error.instancePath);
  if (twin === undefined) return [...merged, error];
  const params = Object.fromEntries(
    Object.entries(twin.params).map(([name, value]) => [name, [...new Set([value, error.params[name]].flat())]]),
  );
  return merged.map((other) => (other === twin ? { ...twin, params } : other));
}
