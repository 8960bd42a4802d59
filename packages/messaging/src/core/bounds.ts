import { SwitchboardError, type Bounds } from "@switchboard/typed-fetch";

/**
 * Checks a value against the bounds that the API's document gives, before any request.
 *
 * @param field what the value is called in messages; empty for a whole body
 * @throws SwitchboardError naming the field, the limit and the actual size
 */
export function checkBounds(bounds: Bounds, value: unknown, field: string = ""): void {
  switch (bounds.type) {
    case "text":
      checkText(field, value as string, bounds);
      return;
    case "number":
      if (typeof value === "number") check(field, "is", value, "", bounds);
      return;
    case "list":
      checkList(field, value as readonly unknown[], bounds);
      if (bounds.items === undefined) return;
      for (const [index, item] of (value as unknown[]).entries()) checkBounds(bounds.items, item, `${field}[${index}]`);
      return;
    case "object":
      checkFields(bounds, value as Readonly<Record<string, unknown>>, field);
      return;
    case "union":
      for (const branch of bounds.branches) if (isOfBranch(value, branch)) checkBounds(branch.bounds, value, field);
  }
}

function checkFields(
  { fields, required = [] }: Extract<Bounds, { type: "object" }>,
  value: Readonly<Record<string, unknown>>,
  owner: string,
): void {
  for (const [name, bounds] of Object.entries(fields)) {
    const place = owner === "" ? name : `${owner}.${name}`;
    const field = value?.[name] ?? undefined;
    if (field !== undefined) checkBounds(bounds, field, place);
    else if (required.includes(name)) throw outOfBounds(`${place} is missing`);
  }
}

type Branch = Extract<Bounds, { type: "union" }>["branches"][number];

function isOfBranch(value: unknown, { bounds, where }: Branch): boolean {
  const type = Array.isArray(value) ? "list" : typeof value === "string" ? "text" : typeof value;
  return (bounds.type === type || bounds.type === "union") && hasFields(value, where);
}

/** Whether a value has these fields, nested ones included. */
function hasFields(value: unknown, fields: unknown): boolean {
  if (typeof fields !== "object" || fields === null) return value === fields;
  const own = (value ?? {}) as Readonly<Record<string, unknown>>;
  return Object.entries(fields).every(([name, field]) => hasFields(own[name], field));
}

type Limits = Readonly<{ minimum?: number; maximum?: number }>;

/**
 * Checks a text. Characters are Unicode code points, as in JSON Schema: an emoji may count as several, but not as its UTF-16 halves.
 *
 * @throws SwitchboardError naming the field, the limit and the actual length
 */
export function checkText(field: string, text: string, bounds: Limits & { readonly pattern?: string }): void {
  // A caller without types may give anything.
  if (typeof text !== "string") throw outOfBounds(`${field} is of type ${typeof text}; expected a text`);
  check(field, "has", codePoints(text), " characters", bounds);
  const { pattern } = bounds;
  if (pattern !== undefined && !new RegExp(pattern, "u").test(text)) {
    throw outOfBounds(`${field} is ${JSON.stringify(text)}; it must match ${pattern}`);
  }
}

/**
 * Checks the length of a list.
 *
 * @throws SwitchboardError naming the field, the limit and the actual length
 */
export function checkList(field: string, list: readonly unknown[], bounds: Limits): void {
  if (!Array.isArray(list)) throw outOfBounds(`${field} is of type ${typeof list}; expected a list`);
  check(field, "has", list.length, " items", bounds);
}

function check(field: string, verb: "has" | "is", size: number, unit: string, { maximum, minimum }: Limits): void {
  const limit =
    minimum !== undefined && size < minimum
      ? `at least ${minimum}`
      : maximum !== undefined && size > maximum && `at most ${maximum}`;
  if (limit) throw outOfBounds(`${field} ${verb} ${size}${unit}; it must ${verb === "has" ? "have" : "be"} ${limit}`);
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

const outOfBounds = (reason: string): SwitchboardError => new SwitchboardError(reason, "outOfBounds");
