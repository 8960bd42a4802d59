/** What a form field that takes a file holds: a data URL of a chosen file, or the Base64 of a documented example. */
export function fileOf(text: string): Blob {
  const [, type, base64] = /^data:([^;,]*);base64,(.*)$/.exec(text) ?? [undefined, typeOfExample(text), text];
  return new Blob([Uint8Array.from(decoded(base64 ?? ""), (character) => character.charCodeAt(0))], {
    type: type ?? "",
  });
}

/** A body with files in place of what stands for them. */
export const withFiles = (body: unknown, files: readonly string[]): unknown =>
  files.length === 0 || typeof body !== "object" || body === null
    ? body
    : Object.fromEntries(
        Object.entries(body).map(([name, value]: [string, unknown]) => [
          name,
          files.includes(name) && typeof value === "string" ? fileOf(value) : value,
        ]),
      );

/** A file as a data URL. */
export async function textOfFile(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let characters = "";
  for (const byte of bytes) characters += String.fromCharCode(byte);
  return `data:${file.type};base64,${btoa(characters)}`;
}

/** The pictures of the documents are PNG. */
const typeOfExample = (base64: string): string => (base64.startsWith("iVBOR") ? "image/png" : "");

/** A text that is not Base64 stands for itself. */
function decoded(base64: string): string {
  try {
    return atob(base64);
  } catch {
    return base64;
  }
}
