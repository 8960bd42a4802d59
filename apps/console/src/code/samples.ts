import { prepare, type PreparedRequest, type Values } from "../service/request.ts";
import type { ApiName, Operation } from "../spec/operations.ts";
import { facadeCall, type FacadeCall } from "./facade-call.ts";
import { literal } from "./literal.ts";

/** Where the code is to run. A key of a real service is never written into it, only the variable that holds it. */
export interface Place {
  readonly address: string;
  /** The key for the mock; undefined for a real service. */
  readonly mockKey: string | undefined;
  readonly keyHeader: (key: string) => readonly [name: string, value: string];
}

export const factories: Readonly<Record<ApiName, string>> = { blotato: "createBlotato", blooio: "createBlooio" };

const variableOf = (api: ApiName): string => `${api.toUpperCase()}_API_KEY`;

const inShell = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** What a terminal takes. */
export const curlSample = (operation: Operation, values: Values, place: Place): string =>
  curlOf(operation.api, prepare(operation, values, place.address), place);

export function curlOf(api: ApiName, request: PreparedRequest, { keyHeader, mockKey }: Place): string {
  const { body, form = {}, headers, method, url } = request;
  const key = keyHeader(mockKey ?? `$${variableOf(api)}`).join(": ");
  const lines = [
    method === "GET" ? `curl ${inShell(url)}` : `curl -X ${method} ${inShell(url)}`,
    // Only between double quotes does a shell put in the variable.
    `-H ${mockKey === undefined ? `"${key}"` : inShell(key)}`,
    ...Object.entries(headers).map(([name, value]) => `-H ${inShell(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`-d ${inShell(body)}`]),
    ...Object.entries(form).map(
      ([name, value]) => `-F ${inShell(`${name}=${value instanceof Blob ? `@${name}` : String(value)}`)}`,
    ),
  ];
  return lines.join(" \\\n  ");
}

/**
 * The same with our facade.
 *
 * @param isInvalid the types do not allow what was entered
 */
export function typescriptSample(operation: Operation, values: Values, place: Place, isInvalid = false): string {
  const { api } = operation;
  const call = facadeCall(operation, values);
  const { address, mockKey } = place;
  const options =
    mockKey === undefined
      ? `{ apiKey: process.env["${variableOf(api)}"] ?? "" }`
      : literal({ apiKey: mockKey, baseUrl: address });
  const names = call.result.replaceAll(/[{}\s]/g, "").split(",");
  return [
    `import { ${factories[api]} } from "@switchboard/messaging/${api}";`,
    "",
    `const ${api} = ${factories[api]}(${options});`,
    "",
    `const ${call.result} = await ${callCode(api, call, isInvalid)};`,
    `console.log(${names.join(", ")});`,
    "",
  ].join("\n");
}

export function callCode(api: ApiName, { args, path, take }: FacadeCall, isInvalid: boolean, indent = ""): string {
  const last = args.findLastIndex((argument) => argument !== undefined);
  const written = args.slice(0, last + 1).map((argument) => literal(argument, indent) + (isInvalid ? " as never" : ""));
  const items = take === undefined ? "" : `.toArray({ limit: ${take} })`;
  return `${[api, ...path].join(".")}(${written.join(", ")})${items}`;
}
