import { readFile } from "node:fs/promises";
import path from "node:path";

/** The root of the repository. */
export const root: string = path.resolve(import.meta.dirname, "../../..");

/** What other teams install, and where it is made. */
export const published = {
  "@switchboard/blooio": "packages/blooio",
  "@switchboard/blotato": "packages/blotato",
  "@switchboard/chat-adapter": "packages/chat-adapter",
  "@switchboard/messaging": "packages/messaging",
  "@switchboard/typed-fetch": "packages/typed-fetch",
  "@switchboard/mock": "apps/mock",
} as const;

export type PublishedName = keyof typeof published;

export const publishedNames = Object.keys(published) as PublishedName[];

/** The parts of a package.json that a registry and an installer look at. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly type?: string;
  readonly bin?: Readonly<Record<string, string>>;
  readonly engines?: Readonly<Record<string, string>>;
  readonly exports?: unknown;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

export async function manifestOf(name: PublishedName): Promise<Manifest> {
  return JSON.parse(await readFile(path.join(root, published[name], "package.json"), "utf8")) as Manifest;
}
