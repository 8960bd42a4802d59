import path from "node:path";

import { getLineColLocation, lint, loadConfig } from "@redocly/openapi-core";
import { reasonOf, rootFileOf } from "@switchboard/spec-changes";

export interface Problem {
  readonly place: string;
  readonly message: string;
}

/** Lints one spec by the rules of `specs/redocly.yaml`. */
export async function lintSpec(root: string, api: string): Promise<Problem[]> {
  try {
    const config = await loadConfig({ configPath: path.join(root, "specs/redocly.yaml") });
    const problems = await lint({ ref: path.join(root, rootFileOf(api)), config: config.forAlias(api) });
    return problems.map(({ location: [location], message }) => ({
      place: location ? placeOf(location, root) : rootFileOf(api),
      message: message.split("\n")[0] ?? message,
    }));
  } catch (error) {
    return [{ place: rootFileOf(api), message: reasonOf(error).split("\n")[0] ?? "" }];
  }
}

function placeOf(location: Parameters<typeof getLineColLocation>[0], root: string): string {
  const { start } = getLineColLocation(location);
  return `${path.relative(root, location.source.absoluteRef)}:${start.line}:${start.col}`;
}
