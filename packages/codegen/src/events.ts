import { readEvents } from "./api/events.ts";
import type { Node } from "./api/model.ts";
import { banner, capitalized, docComment, oneLine, typeImport, unionOf, wideLiteral } from "./source-text.ts";

/**
 * Writes the data of each event that a document delivers to webhooks, as an interface by type.
 *
 * @returns undefined for a document without webhooks
 */
export function generateEvents(api: string, document: Node): string | undefined {
  const events = readEvents(document);
  if (events.length === 0) return undefined;
  const fields = events.map(
    ({ data, description, type }) =>
      `${docComment([oneLine(description)], "  ")}\n  readonly ${JSON.stringify(type)}: ${data};\n`,
  );
  return [
    `${banner(api)}\n`,
    typeImport(
      events.map(({ data }) => data),
      "./schema.ts",
    ),
    `\n${docComment(["The data of each type of event that is delivered to webhooks."])}\n`,
    `export interface EventData {\n${fields.join("")}}\n`,
  ].join("");
}

/**
 * Writes the types of events with an example of each, for those who deliver them.
 *
 * @returns undefined for a document without webhooks
 */
export function generateEventSamples(api: string, document: Node): string | undefined {
  const events = readEvents(document);
  if (events.length === 0) return undefined;
  const type = `${capitalized(api)}EventType`;
  const samples = Object.fromEntries(events.map((event) => [event.type, event.sample]));
  const types = events.map((event) => event.type);
  return `${banner(api)}
/** The types of events that the spec knows. */
export type ${type} =${unionOf(types)};

/** All of them. */
export const ${api}EventTypes: readonly ${type}[] = ${wideLiteral(types, 60)};

/** The data of an event of each type, as the spec gives it as an example. */
export const ${api}EventSamples: Readonly<Record<${type}, Readonly<Record<string, unknown>>>> = ${wideLiteral(samples, 101)};
`;
}
