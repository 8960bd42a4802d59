import type { Operation } from "./spec/load.ts";

/** The operations of a spec by the segments of their paths. */
export interface OperationRoutes {
  /** The operations whose path could be this one, whatever their methods, in the order of the spec. */
  candidates(path: string): readonly Candidate[];
}

export interface Candidate {
  readonly operation: Operation;
  /** Whether each parameter of the path is a whole segment, so that any path of this shape is one of the operation. */
  readonly isCertain: boolean;
}

interface Branch {
  readonly literals: Map<string, Branch>;
  templated?: Branch;
  readonly ends: End[];
}

interface End {
  readonly order: number;
  readonly candidate: Candidate;
}

const newBranch = (): Branch => ({ literals: new Map(), ends: [] });

/** Prism compares segments decoded, and takes one that cannot be decoded as it is. */
function decodedSegments(path: string): string[] {
  const segments = path.slice(1).split("/");
  return path.includes("%") ? segments.map(decoded) : segments;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/**
 * Arranges operations as a tree of segments. Prism compares a request with each operation in turn, so that 200 of them cost
 * several times what the rest of the request does; among the few that a path can belong to, Prism still chooses.
 */
export function createRoutes(operations: readonly Operation[]): OperationRoutes {
  const root = newBranch();
  for (const [order, operation] of operations.entries()) {
    const segments = decodedSegments(operation.path);
    const end = segments.reduce((branch, segment) => {
      if (/{.+}/.test(segment)) return (branch.templated ??= newBranch());
      const next = branch.literals.get(segment) ?? newBranch();
      branch.literals.set(segment, next);
      return next;
    }, root);
    const isCertain = segments.every((segment) => /^(\{[\w-]+\}|[^{}]*)$/.test(segment));
    end.ends.push({ order, candidate: { operation, isCertain } });
  }
  return {
    candidates(path) {
      const ends: End[] = [];
      collect(root, decodedSegments(path), 0, ends);
      if (ends.length > 1) ends.sort((a, b) => a.order - b.order);
      return ends.map(({ candidate }) => candidate);
    },
  };
}

function collect({ literals, templated, ends }: Branch, segments: readonly string[], at: number, found: End[]): void {
  const segment = segments[at];
  if (segment === undefined) {
    found.push(...ends);
    return;
  }
  const literal = literals.get(segment);
  if (literal !== undefined) collect(literal, segments, at + 1, found);
  if (templated !== undefined) collect(templated, segments, at + 1, found);
}
