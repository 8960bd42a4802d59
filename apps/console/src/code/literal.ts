/** A value as TypeScript writes it, on as many lines as it needs. */
export function literal(value: unknown, indent = ""): string {
  if (value instanceof Date) return `new Date(${JSON.stringify(dateText(value))})`;
  if (value instanceof Blob) return `new Blob([/* the bytes of a file */], ${literal({ type: value.type })})`;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    return block(
      "[",
      value.map((item) => literal(item, inner)),
      "]",
      indent,
    );
  }
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
  const entries = Object.entries(value).filter(([, child]) => child !== undefined);
  const lines = entries.map(([name, child]: [string, unknown]) => `${propertyName(name)}: ${literal(child, inner)}`);
  return block("{", lines, "}", indent);
}

const propertyName = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));

function block(start: string, parts: readonly string[], end: string, indent: string): string {
  if (parts.length === 0) return start + end;
  const gap = start === "{" ? " " : "";
  const line = `${start}${gap}${parts.join(", ")}${gap}${end}`;
  if (line.length + indent.length <= 80 && !line.includes("\n")) return line;
  return `${start}\n${parts.map((part) => `${indent}  ${part},\n`).join("")}${indent}${end}`;
}

/** A date that cannot be one is written as such: the check beside its field says what is wrong. */
const dateText = (date: Date): string => (Number.isNaN(date.getTime()) ? "" : date.toISOString());
