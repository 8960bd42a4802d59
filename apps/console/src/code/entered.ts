import type { Values } from "../service/request.ts";

/** The parameters that were entered, without some of them; undefined when there are none. */
export function parametersBut({ parameters }: Values, ...names: readonly string[]): object | undefined {
  const entries = Object.entries(parameters).filter(([name, value]) => value !== undefined && !names.includes(name));
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** A parameter of the path. While it is missing, its name says what belongs there. */
export const pathParameter = ({ parameters }: Values, name: string): unknown => parameters[name] ?? `your-${name}`;

/** How many items of a list are taken: one page of them. */
export const pageSize = ({ parameters: { limit } }: Values): number => (typeof limit === "number" ? limit : 50);

/** A body, whose fields nobody has checked. */
export const fieldsOf = ({ body }: Values): Readonly<Record<string, unknown>> =>
  typeof body === "object" && body !== null ? (body as Readonly<Record<string, unknown>>) : {};
