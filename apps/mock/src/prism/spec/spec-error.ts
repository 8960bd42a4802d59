/** A spec that the mock cannot serve, with each problem and its place in the file. */
export class SpecError extends Error {
  override readonly name = "SpecError";
  readonly problems: readonly string[];

  constructor(file: string, problems: readonly string[]) {
    super([`${file} cannot be served:`, ...problems.map((problem) => `  ${problem}`)].join("\n"));
    this.problems = problems;
  }
}
