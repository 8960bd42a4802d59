import type { CompilerError } from "./compile.ts";
import type { ReportLine } from "./report-line.ts";

/**
 * What an error in the base's callers means; undefined where it breaks nobody.
 *
 * @param text of the file that no longer compiles
 * @param added operations that the base does not have
 */
export function judgeError(error: CompilerError, text: string, added: ReadonlySet<string>): ReportLine | undefined {
  const { code, file, line, message } = error;
  // "Unused @ts-expect-error": what was rejected is accepted now.
  if (code === "TS2578") return undefined;
  // Our tests want a case for every operation; a caller does not.
  const missing = missingNames(message);
  if (missing.length > 0 && missing.every((name) => added.has(name))) return undefined;
  const upTo = text.split("\n").slice(0, line).join("\n");
  const statement = upTo.slice(upTo.replace(/;\s*$/, "").lastIndexOf(";") + 1);
  return {
    operations: [],
    place: `${file}:${line}`,
    ...(statement.includes("expectTypeOf")
      ? {
          // Callers do not rely on an exact type: one more value of an open enum is another type.
          rating: "minor",
          change: `a type test no longer holds: ${code}`,
          reason: "the type differs from the one which the test spells out",
        }
      : {
          rating: "major",
          change: `a caller no longer compiles: ${code}`,
          reason: shortened(message.split("\n")[0]?.replace(/\.$/, "") ?? code),
        }),
  };
}

/** The compiler writes out whole types. */
const shortened = (text: string): string => (text.length > 160 ? `${text.slice(0, 160)}…` : text);

function missingNames(message: string): string[] {
  const one = /Property '([^']+)' is missing in type/.exec(message)?.[1];
  if (one !== undefined) return [one];
  const several = /is missing the following properties from type [\s\S]*?: ([\w, ]+?)(?:, and \d+ more)?\.?$/m.exec(
    message,
  )?.[1];
  return several?.split(", ").filter(Boolean) ?? [];
}
