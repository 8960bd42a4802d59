import type { ApiModel, PlainOperation } from "../api/model.ts";
import { literal, oneLine, wideLiteral } from "../source-text.ts";
import { resultName, variableOf } from "./result-name.ts";

/** The doc comment of a generated method, in paragraphs: its description, its errors, and its first example. */
export function documentationOf(api: ApiModel, operation: PlainOperation): string[] {
  const { body, description, errors, isDeprecated, pathParameters, summary } = operation;
  const tags = [
    ...(isDeprecated ? ["@deprecated"] : []),
    ...pathParameters.map(({ name, description: text }) => `@param ${name} ${words(text)}`),
    ...[...errors]
      // Every call may fail with these.
      .filter(([status]) => status !== "401" && status !== "500")
      .map(([status, reason]) => `@throws ApiError with ${statusText(status)}: ${words(reason)}`),
  ];
  const example = exampleOf(api, operation);
  const caption = body?.example?.summary === undefined ? "" : ` ${words(body.example.summary)}`;
  return [
    `${words(summary).replace(/\.$/, "")}.`,
    ...paragraphsOf(description),
    ...(tags.length === 0 ? [] : [tags.join("\n")]),
    ...(example === undefined ? [] : [`@example${caption}\n${example}`]),
  ];
}

const statusText = (status: string): string => (status === "default" ? "any other status" : `the status ${status}`);

/** The paragraphs of a text, in which each item of a list has a line of its own. */
const paragraphsOf = (text: string): string[] =>
  text
    .split(/\n\s*\n/)
    .map((paragraph) =>
      paragraph
        .split(/\n(?=\s*(?:[-*]|\d+\.)\s)/)
        .map(words)
        .join("\n"),
    )
    .filter((paragraph) => paragraph !== "");

/** Words of the document on one line. One that begins with an @ would be taken for a tag where it begins a line. */
export const words = (text: string): string => oneLine(text).replaceAll(/(?<=^| )@/g, "\\@");

/** A call of the method; undefined where the document has no example of what a call must give. */
function exampleOf(api: ApiModel, operation: PlainOperation): string | undefined {
  const { body, pathParameters, place, query, queryExample, result } = operation;
  if (body?.isRequired === true && body.example === undefined) return undefined;
  if (query === "required" && queryExample === undefined) return undefined;
  const ids = pathParameters.map(({ example, name }) => literal(example ?? name));
  const inputs = [...(body === undefined ? [] : [body.example && withFiles(body)]), queryExample];
  // Arguments that are left out at the end need not be written.
  const given = inputs.slice(0, inputs.findLastIndex((input) => input !== undefined) + 1);
  const args = [...ids, ...given.map((input) => (input === undefined ? "undefined" : wideLiteral(input, 60)))].map(
    (text) => text.replaceAll(`"${aFile}"`, "file"),
  );
  const call = `${api.name}.${place.resource}.${place.method}(${args.join(", ")})`;
  if (result.kind === "nothing") return `await ${call};`;
  if (result.kind !== "listing") return `const ${resultName(operation)} = await ${call};`;
  const item = variableOf(result.item);
  return `for await (const ${item} of ${call}) console.log(${item});`;
}

const aFile = "~file~";

/** The documented body, with the name of a variable for each of its files. */
const withFiles = ({ example, files }: NonNullable<PlainOperation["body"]>): object => ({
  ...(example?.value as object),
  ...Object.fromEntries(files.map((name) => [name, aFile])),
});
