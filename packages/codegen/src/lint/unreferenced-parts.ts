import { readdirSync } from "node:fs";
import path from "node:path";

import type { Oas3Rule, Source } from "@redocly/openapi-core";
import { parse } from "yaml";

import { escapeKey } from "../api/problem.ts";

/** Where a spec departs from its vendor; no part of the document. */
const beside = new Set(["deviations.yaml"]);

/**
 * Everything in the folder of a spec is reached from its root. Anything else would be left out in silence: redocly only looks at
 * what references lead to.
 */
export const unreferencedParts: Oas3Rule = () => {
  const sources = new Map<string, Source>();
  const reached = new Map<string, string[]>();
  return {
    ref(node, { resolve }) {
      const { location } = resolve(node);
      if (location === undefined) return;
      const { pointer, source } = location;
      sources.set(source.absoluteRef, source);
      reached.set(source.absoluteRef, [...(reached.get(source.absoluteRef) ?? []), pointer]);
    },
    Root: {
      leave(_, context) {
        const { location } = context;
        const root = location.source.absoluteRef;
        for (const [file, source] of sources) {
          if (file === root) continue;
          const pointers = reached.get(file) ?? [];
          for (const part of partsOf(source.body)) {
            if (pointers.some((pointer) => pointer === part.pointer || pointer.startsWith(`${part.pointer}/`)))
              continue;
            const message = `${part.what} is reached by nothing; ${part.advice}`;
            context.report({ message, location: { source, pointer: part.pointer, reportOnKey: true } });
          }
        }
        const folder = path.dirname(root);
        const files = readdirSync(folder).filter((name) => name.endsWith(".yaml") && !beside.has(name));
        for (const name of files) {
          const file = path.join(folder, name);
          if (file === root || sources.has(file)) continue;
          context.report({
            message: `no reference leads to ${name}; name its paths in ${path.basename(root)}, or remove it`,
            location,
          });
        }
      },
    },
  };
};

interface Part {
  readonly pointer: string;
  readonly what: string;
  readonly advice: string;
}

function partsOf(text: string): Part[] {
  const {
    paths = {},
    components = {},
    webhooks = {},
  } = (parse(text) ?? {}) as {
    readonly paths?: object | null;
    readonly webhooks?: object | null;
    readonly components?: Readonly<Record<string, object | null>> | null;
  };
  return [
    ...Object.keys(paths ?? {}).map((name) => ({
      pointer: `#/paths/${escapeKey(name)}`,
      what: `the path ${name}`,
      advice: "name it in the root",
    })),
    ...Object.keys(webhooks ?? {}).map((name) => ({
      pointer: `#/webhooks/${escapeKey(name)}`,
      what: `the webhook ${name}`,
      advice: "name it in the root",
    })),
    ...Object.entries(components ?? {}).flatMap(([kind, named]) =>
      Object.keys(named ?? {}).map((name) => ({
        pointer: `#/components/${kind}/${escapeKey(name)}`,
        what: `${name} in components/${kind}`,
        advice: "refer to it, or remove it",
      })),
    ),
  ];
}
