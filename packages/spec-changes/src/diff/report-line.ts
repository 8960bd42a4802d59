/** The release that a change asks for. */
export type Release = "major" | "minor" | "patch";

export const releases: readonly Release[] = ["patch", "minor", "major"];

/** One change, and what it means for those who depend on us. */
export interface ReportLine {
  readonly rating: Release;
  /** The operations that it concerns; none where it concerns the API as a whole. */
  readonly operations: readonly string[];
  /** What changed: `Loaf.kind: enum + "oat"`. */
  readonly change: string;
  readonly reason: string;
  /** File and line. */
  readonly place: string;
}

export const isAtLeast = (release: Release, other: Release): boolean =>
  releases.indexOf(release) >= releases.indexOf(other);

/** What all the lines together ask for; undefined when there is none. */
export const largest = (lines: readonly { readonly rating: Release }[]): Release | undefined =>
  releases.findLast((release) => lines.some(({ rating }) => rating === release));
