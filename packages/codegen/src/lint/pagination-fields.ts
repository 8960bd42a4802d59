import type { Oas3Rule } from "@redocly/openapi-core";

import { paginationForm, readPagination } from "../api/pagination.ts";

type Node = Readonly<Record<string, unknown>>;

/** `x-pagination` at the root names what the lists have. */
export const paginationFields: Oas3Rule = () => {
  const lists: { readonly parameters: ReadonlySet<string>; readonly fields: ReadonlySet<string> }[] = [];
  let inPath: readonly unknown[] = [];
  return {
    PathItem(item) {
      inPath = item.parameters ?? [];
    },
    Operation(operation, { location, resolve }) {
      /** A node with the file that holds it, references followed. */
      const follow = (node: unknown, from: string): { readonly node: Node; readonly from: string } => {
        const { $ref } = (node ?? {}) as { readonly $ref?: unknown };
        if (typeof $ref !== "string") return { node: (node ?? {}) as Node, from };
        const found = resolve<Node>({ $ref }, from);
        return found.location === undefined
          ? { node: {}, from }
          : follow(found.node, found.location.source.absoluteRef);
      };
      const here = location.source.absoluteRef;
      const parameters = [...inPath, ...(operation.parameters ?? [])].map((parameter) => follow(parameter, here).node);
      const fields = Object.entries(operation.responses ?? {}).flatMap(([status, given]) => {
        if (!status.startsWith("2")) return [];
        const response = follow(given, here);
        const contents = Object.values(
          (response.node["content"] ?? {}) as Record<string, { readonly schema?: unknown }>,
        );
        return contents.flatMap(({ schema }) => Object.keys(follow(schema, response.from).node["properties"] ?? {}));
      });
      const inQuery = parameters.filter((parameter) => parameter["in"] === "query");
      lists.push({
        parameters: new Set(inQuery.map((parameter) => String(parameter["name"]))),
        fields: new Set(fields),
      });
    },
    Root: {
      leave(root, context) {
        const { location } = context;
        const { "x-pagination": given } = root as { readonly "x-pagination"?: unknown };
        const pagination = readPagination(given);
        const place = location.child("x-pagination");
        if (pagination === undefined) {
          const message = `x-pagination is ${JSON.stringify(given)}; expected ${paginationForm}`;
          context.report({ message, location: given === undefined ? location : place });
          return;
        }
        const { parameter, ...named } = pagination;
        const paged = lists.filter(({ parameters }) => parameters.has(parameter));
        if (paged.length === 0) {
          const message = `x-pagination names the parameter "${parameter}", which no operation has in its query; write the name of the one that takes the cursor`;
          context.report({ message, location: place.child("parameter") });
          return;
        }
        for (const [key, name] of Object.entries(named)) {
          if (paged.some(({ fields }) => fields.has(name))) continue;
          const message = `x-pagination names "${name}" as ${key}, and no list has this field in its response; write the field that holds it`;
          context.report({ message, location: place.child(key) });
        }
      },
    },
  };
};
