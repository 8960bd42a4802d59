/** The release that a change needs. */
export type Release = "major" | "minor" | "patch";

export const releases: readonly Release[] = ["patch", "minor", "major"];

export interface Rated {
  readonly rating: Release;
  /** Why, in terms of what our callers do. */
  readonly reason: string;
}

export const isAtLeast = (release: Release, other: Release): boolean =>
  releases.indexOf(release) >= releases.indexOf(other);

/** The release that all changes together need; undefined when there is none. */
export const largest = (changes: readonly Pick<Rated, "rating">[]): Release | undefined =>
  releases.findLast((release) => changes.some(({ rating }) => rating === release));

/** The largest first. */
export const byRelease = (a: Pick<Rated, "rating">, b: Pick<Rated, "rating">): number =>
  releases.indexOf(b.rating) - releases.indexOf(a.rating);
