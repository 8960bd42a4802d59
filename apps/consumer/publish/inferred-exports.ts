import * as blooioOperations from "@switchboard/blooio/operations";
import * as blotatoOperations from "@switchboard/blotato/operations";
import { createBlooio } from "@switchboard/messaging/blooio";
import { createBlotato } from "@switchboard/messaging/blotato";
import { startMock } from "@switchboard/mock";

const operations = { blooio: blooioOperations, blotato: blotatoOperations } as const;
type Api = keyof typeof operations;

/** Exports of one line each, as in a team's own wrapper, of which no type is written down. */
type Exports = () => readonly string[] | Promise<readonly string[]>;

/** An export for each method that an object and the objects within it have. */
function methodsOf(object: object, name: string): readonly string[] {
  return Object.entries(object).flatMap(([field, value]: [string, unknown]) => {
    const place = `${name}.${field}`;
    // The types of its methods depend on an argument: see operationsOf.
    if (field === "raw") return [];
    if (typeof value === "object" && value !== null) return methodsOf(value, place);
    if (typeof value !== "function") return [];
    return `export const ${nameOf(place)} = (...input: Parameters<typeof ${place}>) => ${place}(...input);`;
  });
}

/** An export for each operation, called by its method and path. */
function operationsOf(api: Api, client: string): readonly string[] {
  const described = Object.values<unknown>(operations[api]).filter(
    (value): value is { readonly id: string; readonly method: string; readonly path: string } =>
      typeof value === "object" && value !== null && "id" in value,
  );
  return described.map(
    ({ id, method, path }) =>
      `export const ${nameOf(`${client}.${id}`)} = (input: never) => ${client}.${method}(${JSON.stringify(path)}, input);`,
  );
}

const nameOf = (place: string): string => `its_${place.replaceAll(".", "_")}`;

const apiKey = "key";

/** What a module of `programs/exports` exports besides what is written there, by its name. */
export const derivedExports: Readonly<Record<string, Exports>> = {
  blooio: () => [...methodsOf(createBlooio({ apiKey }), "blooio"), ...operationsOf("blooio", "blooio.raw")],
  blotato: () => [...methodsOf(createBlotato({ apiKey }), "blotato"), ...operationsOf("blotato", "blotato.raw")],
  "raw-blooio": () => operationsOf("blooio", "client"),
  "raw-blotato": () => operationsOf("blotato", "client"),
  mock: async () => {
    const mock = await startMock();
    try {
      return methodsOf(mock, "mock");
    } finally {
      await mock.close();
    }
  },
};
