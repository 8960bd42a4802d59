import type { Preference } from "./prism.ts";

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
