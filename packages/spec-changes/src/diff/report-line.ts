import type { Rated } from "../changes/release.ts";

/** One change, what it means for those who depend on us, and where it is. */
export interface ReportLine extends Rated {
  /** The operations that it concerns; none where it concerns the API as a whole. */
  readonly operations: readonly string[];
  /** What changed: `Loaf.kind: enum + "oat"`. */
  readonly change: string;
  /** File and line. */
  readonly place: string;
}
