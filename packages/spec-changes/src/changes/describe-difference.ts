import { canonical } from "../facts/json.ts";
import { textOf, without, type Difference } from "./difference.ts";

const longest = 60;

/** What changed, and where: `Loaf.kind: enum + "oat"`. */
export function describeDifference(difference: Difference): string {
  const { aspect, left, right, title } = difference;
  if (aspect === "path") return `${textOf(left.value)} is now ${textOf(right.value)}`;
  // Many operations often share a change, so they are named separately.
  return title === "" || aspect === "security" ? whatOf(difference) : `${title}: ${whatOf(difference)}`;
}

/** The name of what exists on one side only. */
const presence = new Set(["body", "case", "content", "existence", "field", "header", "parameter", "status"]);

function whatOf({ aspect, left, name = "", right }: Difference): string {
  const verb = left.value === undefined ? "added" : "removed";
  if (presence.has(aspect)) return verb;
  if (aspect === "type name") {
    return left.value === undefined || right.value === undefined ? verb : `renamed to ${textOf(right.value)}`;
  }
  if (aspect === "enum value") return `enum ${left.value === undefined ? "+" : "-"} "${name}"`;
  if (aspect === "words") return `${name} ${wordsOf(name, left.value, right.value)}`;
  return `${aspect} ${shortened(textOf(left.value))} → ${shortened(textOf(right.value))}`;
}

function wordsOf(name: string, before: unknown, after: unknown): string {
  const isProse = /(^| )(description|summary|examples?|title)$/.test(name);
  if (Array.isArray(before) && Array.isArray(after) && !isProse) {
    const [old, fresh] = [before, after].map((members) => members.map(canonical));
    const marks = [
      ...without(old ?? [], fresh ?? []).map((member) => `- ${shortened(member)}`),
      ...without(fresh ?? [], old ?? []).map((member) => `+ ${shortened(member)}`),
    ];
    return marks.length > 0 ? marks.join(", ") : "in another order";
  }
  if (!isProse) return `${jsonOf(before)} → ${jsonOf(after)}`;
  if (before === undefined) return "added";
  return after === undefined ? "removed" : typeof after === "string" ? "reworded" : "changed";
}

const jsonOf = (value: unknown): string => (value === undefined ? "absent" : shortened(JSON.stringify(value)));

const shortened = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text);
