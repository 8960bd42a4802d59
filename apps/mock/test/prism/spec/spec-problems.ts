import { SpecError } from "../../../src/index.ts";
import { createSayingApi } from "../saying-service.ts";
import { temporarySpec } from "./temporary-spec.ts";

/** Why the mock rejects a spec; throws when it serves it. */
export async function problemsOf(
  text: string,
): Promise<{ readonly file: string; readonly problems: readonly string[]; readonly message: string }> {
  const file = await temporarySpec(text);
  const error: unknown = await createSayingApi(file).then(
    () => new Error("The spec was served"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof SpecError)) throw error;
  return { file, problems: error.problems, message: error.message };
}

/** `line:column` of the one place in a text that is marked with «». */
export function placeOf(marked: string): { readonly text: string; readonly place: string } {
  const before = marked.slice(0, marked.indexOf("«")).split("\n");
  return { text: marked.replace(/[«»]/g, ""), place: `${before.length}:${(before.at(-1) ?? "").length + 1}` };
}
