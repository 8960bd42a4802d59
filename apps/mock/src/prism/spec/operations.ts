import { dirname, relative, sep } from "node:path";

import { openApi3, references, RefParser } from "../prism-modules.ts";
import type { Operation } from "./load.ts";
import type { SpecDocument } from "./read-spec.ts";

/**
 * The operations of an OpenAPI document, as Prism reads them. Prism's own function does the same, and loads what Swagger 2
 * and Postman collections need besides.
 */
export async function readOperations({ root, files }: SpecDocument): Promise<Operation[]> {
  const contents = new Map(files.map(({ file, content }) => [urlOf(root.file, file), content]));
  // The files were read and parsed already.
  const resolve = {
    http: false,
    file: { order: 1, canRead: true, read: ({ url }: File) => contents.get(decodeURI(url)) },
  };
  const parse = { json: false, text: false, yaml: { order: 1, canParse: true, parse: ({ data }: File) => data } };
  const dereferenced = await new RefParser().dereference(urlOf(root.file, root.file), root.content, { resolve, parse });
  const document = references.decycle(dereferenced);
  return openApi3.transformOas3Operations(document).map((operation) =>
    withFormAsJson(
      references.bundleTarget({
        document: { ...document, __target__: operation },
        path: "#/__target__",
        cloneDocument: false,
      }),
    ),
  );
}

const forms = new WeakSet<Operation>();

/** Whether the body of an operation is a form. */
export const takesForm = (operation: Operation): boolean => forms.has(operation);

/** Prism gets forms as JSON, see `formForPrism`. */
function withFormAsJson(operation: Operation): Operation {
  const contents = operation.request?.body?.contents ?? [];
  for (const content of contents.filter(({ mediaType }) => mediaType === "multipart/form-data")) {
    content.mediaType = "application/json";
    forms.add(operation);
  }
  return operation;
}

interface File {
  readonly url: string;
  readonly data: unknown;
}

/** As if the folder of the root were all that there is, so that its real path, whatever is in it, has no part in this. */
const urlOf = (root: string, file: string): string => `/${relative(dirname(root), file).split(sep).join("/")}`;
