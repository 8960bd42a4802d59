import type { Preference } from "./prism.ts";
import type { Operation } from "./spec/load.ts";

/**
 * Reads a `Prefer` header such as `code=404, example=notFound` or `dynamic=true`. Words that are not Prism's are ignored, as HTTP
 * prescribes for preferences that a server does not know.
 *
 * @returns undefined when the header has no preference for Prism
 */
export function parsePrefer(header: string | undefined): Preference | undefined {
  if (header === undefined) return undefined;
  const words = new Map(
    header.split(/[,;]|\s+(?=\w+=)/).map((word) => {
      const [name = "", value = ""] = word.split("=", 2);
      return [name.trim().toLowerCase(), value.trim().replace(/^"(.*)"$/, "$1")];
    }),
  );
  const code = words.get("code");
  const example = words.get("example");
  const preference: Preference = {
    ...(code !== undefined && /^\d{3}$/.test(code) && { code: Number(code) }),
    ...(example !== undefined && example !== "" && { example }),
    ...(words.get("dynamic") === "true" && { dynamic: true }),
  };
  return Object.keys(preference).length > 0 ? preference : undefined;
}

/**
 * Why an operation cannot respond as a preference wants; undefined when it can. Prism responds with the example of another status
 * in some of these cases, and fails in others.
 */
export function unknownPreference(
  { responses }: Pick<Operation, "responses">,
  { code, example }: Preference,
): string | undefined {
  const codes = responses.map((response) => response.code);
  const wanted = code === undefined ? codes.filter((each) => each.startsWith("2")).toSorted()[0] : String(code);
  const response = responses.find((each) => each.code === wanted);
  if (response === undefined)
    return `the operation has no response ${wanted ?? "of success"}; expected ${codes.join(", ")}`;
  const examples = (response.contents ?? []).flatMap((content) => content.examples ?? []).map(({ key }) => key);
  if (example === undefined || examples.includes(example)) return undefined;
  const known = examples.length === 0 ? "it has none" : `expected ${examples.join(", ")}`;
  return `the response ${response.code} has no example ${JSON.stringify(example)}; ${known}`;
}
