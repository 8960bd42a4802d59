/** Where a command of the documentation is run. */
export type Run =
  /** Here, to its end. */
  | { readonly kind: "here"; readonly command: string }
  /** Here: the mock, until it serves. */
  | { readonly kind: "mock"; readonly args: string }
  /** By something else, in whose file these words stand. */
  | { readonly kind: "elsewhere"; readonly file: string; readonly words: string };

interface Row {
  readonly command: RegExp;
  readonly run: (match: RegExpExecArray) => Run;
}

const here = (command: string): Run => ({ kind: "here", command });
const elsewhere =
  (file: string, words: string): Row["run"] =>
  () => ({ kind: "elsewhere", file, words });

/** Every command that a page shows. One that is not here fails the test. */
const table: readonly Row[] = [
  // CI runs these as steps of their own; here, the tests would run themselves.
  { command: /^pnpm demo$/, run: elsewhere(".ci/run", "pnpm demo") },
  { command: /^pnpm check$/, run: elsewhere(".ci/run", "pnpm run check") },
  { command: /^pnpm generate$/, run: elsewhere(".ci/run", "pnpm run generate") },
  { command: /^pnpm specs:diff$/, run: elsewhere("package.json", "specs:announced check:types") },
  // These are tasks of `pnpm check`.
  { command: /^pnpm test$/, run: elsewhere("package.json", "lint:specs check:types test") },
  { command: /^pnpm lint:specs$/, run: elsewhere("package.json", "boundaries lint:specs") },
  { command: /^pnpm specs:fidelity$/, run: elsewhere("package.json", "lint:specs specs:fidelity") },
  // It writes into the checkout; its tests do so in one of their own.
  {
    command: /^pnpm specs:changeset$/,
    run: elsewhere("packages/spec-changes/test/changeset/changeset.test.ts", "runChangeset("),
  },
  // It watches without an end; its tests give it one.
  { command: /^pnpm dev$/, run: elsewhere("packages/dev/test/dev.test.ts", "runDev") },
  // From a registry on this machine, in `pnpm test:publish`.
  {
    command: /^npm install (--save-dev )?@switchboard\/(messaging|mock|chat-adapter .+)$/,
    run: elsewhere("apps/consumer/publish/project.ts", '"npm", "install"'),
  },
  // The page, which the script of the root serves as well, has tests of its own.
  { command: /^(?:pnpm mock|npx switchboard-mock)(?<args>.*)$/, run: ({ groups }) => mock(groups?.["args"] ?? "") },
  {
    command: /^pnpm --filter @switchboard\/contract exec (?<program>node \S+)$/,
    run: ({ groups }) => here(groups?.["program"] ?? ""),
  },
  {
    command: /^((NODE_USE_ENV_PROXY|HTTPS_PROXY|NODE_EXTRA_CA_CERTS)=\S+ )*node \S+$/,
    run: ([command]) => here(command),
  },
  { command: /^curl [^;&|<>]+$/, run: ([command]) => here(command.replace("curl", "curl --silent --fail")) },
];

const mock = (args: string): Run =>
  /--(help|list)\b/.test(args) ? here(`switchboard-mock${args}`) : { kind: "mock", args: args.trim() };

/** The commands of a block, one by one, without their remarks. */
export const commandsIn = (block: string): readonly string[] =>
  block
    .replaceAll(/\\\n\s*/g, "")
    .split("\n")
    .map((line) => line.replace(/(^|\s+)# .*$/, "").trim())
    .filter((line) => line !== "");

/** How pnpm is called where it is not installed. */
export const withPnpm = (command: string): string => command.replace(/^npx --yes pnpm@12\b/, "pnpm");

/** @throws Error for a command that the table does not have */
export function runOf(command: string): Run {
  for (const { command: pattern, run } of table) {
    const match = pattern.exec(withPnpm(command));
    if (match !== null) return run(match);
  }
  throw new Error(`commands.ts does not say where "${command}" is run`);
}
