/** So many are shown: one wrong word can have thousands behind it. */
const shown = 10;

/** A spec that the mock cannot serve, with each problem and its place in the file. */
export class SpecError extends Error {
  override readonly name = "SpecError";
  /** All of them; the message has the first ten. */
  readonly problems: readonly string[];

  constructor(file: string, problems: readonly string[]) {
    const more = problems.length - shown;
    const rest = more > 0 ? [`and ${more.toLocaleString("en")} more`] : [];
    const lines = [...problems.slice(0, shown), ...rest].map((line) => `  ${line}`);
    super([`${file} cannot be served:`, ...lines].join("\n"));
    this.problems = problems;
  }
}
