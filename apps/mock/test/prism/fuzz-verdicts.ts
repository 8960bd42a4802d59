/**
 * Holds the mock's arrangement of Prism against Prism as it comes, for as many random exchanges with each spec as the argument
 * says. Ends with exit code 1 when one verdict differs: no difference is known, so there is no list of those that may be. It is not
 * part of the tests, which do the same with fewer.
 */
import { contend, contestNames, createContest } from "./verdicts.ts";

const [count = 500_000, first = 1] = process.argv.slice(2).map(Number);
const step = 10_000;

for (const name of contestNames) {
  const contest = await createContest(name);
  const begin = performance.now();
  let accepted = 0;
  let rejected = 0;
  const differences: string[] = [];
  for (let done = 0; done < count; done += step) {
    const length = Math.min(step, count - done);
    const tally = await contend(
      contest,
      Array.from({ length }, (_, index) => first + done + index),
    );
    accepted += tally.accepted;
    rejected += tally.rejected;
    differences.push(...tally.differences);
  }
  const seconds = ((performance.now() - begin) / 1_000).toFixed(0);
  console.log(
    `${name}: ${count} exchanges from seed ${first} in ${seconds} s: Prism accepts ${accepted} and rejects ${rejected}; ${differences.length} verdicts differ`,
  );
  for (const difference of differences.slice(0, 5)) console.error(difference);
  if (differences.length > 0) process.exitCode = 1;
}
