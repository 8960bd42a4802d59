import type { ValidateFunction } from "ajv";

import type { Operation } from "../../../src/prism/spec/load.ts";
import { createSchemaCompiler } from "../../../src/prism/spec/schema-compiler.ts";
import type { Vendor } from "../vendors.ts";
import type { WrongRequest } from "./wrong-requests.ts";

/** Says what is wrong with a response to a wrong request; undefined when it is as it should be. */
export type ErrorCheck = (wrong: WrongRequest, status: number, body: unknown) => string | undefined;

/** Checks each rejection by the schema that its operation has for the status; where it has none, by the vendor's own shape. */
export function documentedErrors(vendor: Vendor): ErrorCheck {
  const compile = createSchemaCompiler();
  const compiled = new Map<string, ValidateFunction | undefined>();
  const validatorOf = (operation: Operation, status: number): ValidateFunction | undefined => {
    const key = `${operation.iid} ${status}`;
    if (!compiled.has(key)) {
      const schema = operation.responses.find(({ code }) => code === String(status))?.contents?.[0]?.schema;
      compiled.set(key, schema && compile(schema, operation));
    }
    return compiled.get(key);
  };
  return ({ operation, statuses }, status, body) => {
    const said = `${status} ${JSON.stringify(body)?.slice(0, 300)}`;
    if (!statuses.includes(status)) return `expected ${statuses.join(" or ")}, and got ${said}`;
    const validate = operation && validatorOf(operation, status);
    if (validate !== undefined && !validate(body)) {
      return `${said} breaks the schema that ${operation?.iid} has for it: ${JSON.stringify(validate.errors)}`;
    }
    try {
      const reason = status === 401 ? vendor.unauthorizedReasonOf(body) : vendor.reasonOf(body);
      return reason === "" ? `${said} names no reason` : undefined;
    } catch {
      return `${said} has not the shape of the vendor's errors`;
    }
  };
}
