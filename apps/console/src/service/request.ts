import type { Operation } from "../spec/operations.ts";
import { withFiles } from "./upload.ts";

/** What a person entered for one operation. A value that is undefined is left out. */
export interface Values {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

/** A request as it will be sent, but for the key. */
export interface PreparedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** The fields of a form, which is sent in place of a body. */
  readonly form?: Readonly<Record<string, unknown>>;
}

export function prepare(operation: Operation, values: Values, address: string): PreparedRequest {
  const { method, parameters, path } = operation;
  const valuesIn = (place: "header" | "path" | "query"): [string, unknown][] =>
    parameters
      .filter((parameter) => parameter.in === place)
      .map(({ name }) => [name, values.parameters[name]] satisfies [string, unknown])
      .filter(([, value]) => value !== undefined);
  const filled = valuesIn("path").reduce(
    (sofar, [name, value]) => sofar.replace(`{${name}}`, encodeURIComponent(String(value))),
    path,
  );
  const query = new URLSearchParams();
  for (const [name, value] of valuesIn("query")) {
    for (const each of Array.isArray(value) ? (value as unknown[]) : [value]) query.append(name, String(each));
  }
  const search = query.size > 0 ? `?${query.toString()}` : "";
  const files = operation.body?.files ?? [];
  const form = files.length > 0 ? (withFiles(values.body, files) as PreparedRequest["form"]) : undefined;
  const body = values.body === undefined || form !== undefined ? undefined : JSON.stringify(values.body);
  return {
    method,
    url: `${address.replace(/\/$/, "")}${filled}${search}`,
    headers: {
      ...Object.fromEntries(valuesIn("header").map(([name, value]) => [name, String(value)])),
      ...(body !== undefined && { "Content-Type": "application/json" }),
    },
    body,
    ...(form !== undefined && { form }),
  };
}
