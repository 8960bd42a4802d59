import { meaningOf } from "../facts/shapes/meaning.ts";
import type { Shape } from "../facts/shapes/shape.ts";
import { branchesOf } from "../facts/shapes/unite-shapes.ts";
import type { Room } from "./difference.ts";

export interface PairedBranches {
  readonly pairs: readonly { readonly left: Shape; readonly right: Shape; readonly label: string }[];
  /** Whether there are more or fewer branches than before; undefined where each has a counterpart. */
  readonly room?: Room;
}

/**
 * Finds the counterpart of each branch of a union: one that means the same, or, in documents of ours, stands at the same
 * place. A shape that is not a union is one with one branch.
 *
 * @returns undefined where neither side is a union, and where each has branches that the other lacks
 */
export function pairBranches(left: Shape, right: Shape, ours: boolean): PairedBranches | undefined {
  // Cases are compared by their names.
  if (left.cases && right.cases) return undefined;
  if (!left.cases && !right.cases && left.branches.length + right.branches.length === 0) return undefined;
  const [one, two] = [left, right].map((shape) => branchesOf(shape).map((branch) => ({ ...branch, nullable: false })));
  if (!one || !two) return undefined;
  const rest = new Set(two);
  const pairs: { left: Shape; right: Shape; label: string }[] = [];
  const isLost = (branch: Shape, isLike: (other: Shape) => boolean): boolean => {
    const like = [...rest].find(isLike);
    if (!like) return true;
    rest.delete(like);
    pairs.push({ left: branch, right: like, label: labelOf(branch.pointer) });
    return false;
  };
  // Where one is gone, those after it stand at other places; what has a name keeps it.
  const isPlaced = (pointer: string): boolean =>
    ours && (one.length === two.length || componentName(pointer) !== undefined);
  const lost = one
    .filter((branch) => isLost(branch, (other) => meaningOf(other) === meaningOf(branch)))
    .filter((branch) => isLost(branch, ({ pointer }) => pointer === branch.pointer && isPlaced(pointer)));
  if (lost.length > 0 && rest.size > 0) return undefined;
  if (lost.length + rest.size === 0) return { pairs };
  return { pairs, room: lost.length > 0 ? "narrower" : "wider" };
}

/** The name of a schema that has one. */
export const componentName = (pointer: string): string | undefined =>
  /^#\/components\/schemas\/([^/]+)$/.exec(pointer)?.[1];

/** The name of a branch, or its number. */
const labelOf = (pointer: string): string =>
  componentName(pointer) ??
  [...pointer.matchAll(/\/(?:oneOf|anyOf)\/(\d+)/g)].map(([, index]) => Number(index) + 1).join(".");
