/** Reports the licences of what a team installs with our packages, and fails when one of them requires more than its text. */
import { publishedNames, root } from "./published.ts";
import { pnpm, runCommand } from "./run-command.ts";

/** Those that only require a program to carry their text. */
const permissive = new Set([
  "0BSD",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "BlueOak-1.0.0",
  "CC0-1.0",
  "ISC",
  "MIT",
  "Python-2.0",
  "Unlicense",
]);

/** What `pnpm licenses list --json` says, by licence. */
type Listed = Readonly<Record<string, readonly { readonly name: string; readonly versions: readonly string[] }[]>>;

const users = new Map<string, Map<string, readonly string[]>>();
for (const ours of publishedNames) {
  const command = [...pnpm, "licenses", "list", "--prod", "--json", "--filter", ours];
  const listed = JSON.parse(await runCommand(command, { cwd: root })) as Listed;
  for (const [licence, packages] of Object.entries(listed)) {
    const named = users.get(licence) ?? new Map<string, readonly string[]>();
    users.set(licence, named);
    for (const { name, versions } of packages) {
      named.set(`${name} ${versions.join(", ")}`, [...(named.get(`${name} ${versions.join(", ")}`) ?? []), ours]);
    }
  }
}
for (const licence of [...users.keys()].toSorted()) {
  const packages = users.get(licence) ?? new Map<string, readonly string[]>();
  console.log(`\n${licence} (${packages.size})`);
  for (const name of [...packages.keys()].toSorted()) {
    console.log(`  ${name.padEnd(52)}  ${packages.get(name)?.join(", ")}`);
  }
}
const others = [...users.keys()].filter((licence) => !permissive.has(licence));
if (users.size === 0) throw new Error("pnpm listed no licence at all");
if (others.length > 0) {
  console.error(
    `\nNot known to be permissive: ${others.join(", ")}. Replace what has it, or add it to src/report-licences.ts.`,
  );
  process.exitCode = 1;
}
