import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { onTestFinished } from "vitest";

/** Writes a spec to a folder of its own, with the files to which it refers, which is gone after the test; gives the root. */
export async function temporarySpec(text: string, others: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "switchboard-spec-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "openapi.yaml");
  for (const [name, other] of Object.entries(others)) await writeFile(join(folder, name), other);
  await writeFile(file, text);
  return file;
}

const indented = (text: string, by: number): string => text.replaceAll(/^(?=.)/gm, " ".repeat(by));

export interface SpecParts {
  readonly version?: "3.0.3" | "3.1.0";
  /** The schema of the body that `say` takes. */
  readonly body?: string;
  /** The schema of its query parameter `q`. */
  readonly query?: string;
  /** The schema of its response. */
  readonly response?: string;
  /** Whatever else belongs below `components.schemas`. */
  readonly schemas?: string;
}

const dialect = "jsonSchemaDialect: https://json-schema.org/draft/2020-12/schema\n";

/** A spec of one operation, `say`, which takes a body and a query parameter and responds with JSON. */
export function sayingSpec({
  version = "3.0.3",
  body = "type: object",
  query = "type: string",
  response = "type: object",
  schemas = "Unused:\n  type: object",
}: SpecParts): string {
  return `openapi: ${version}
${version === "3.1.0" ? dialect : ""}info: { title: Test, version: "1" }
servers: [{ url: https://example.com/base }]
security: [{ key: [] }]
paths:
  /say:
    post:
      operationId: say
      parameters:
        - name: q
          in: query
          schema:
${indented(query, 12)}
      requestBody:
        required: true
        content:
          application/json:
            schema:
${indented(body, 14)}
      responses:
        "200":
          description: Said.
          content:
            application/json:
              schema:
${indented(response, 16)}
        "401": { $ref: "#/components/responses/Rejected" }
        "422": { $ref: "#/components/responses/Rejected" }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: key }
  responses:
    Rejected:
      description: Rejected.
      content:
        application/json:
          schema: { type: object, required: [no], properties: { no: { type: string } } }
  schemas:
${indented(schemas, 4)}
`;
}

/** The same spec in two files: the root, and what it says of `say` in `say.yaml`. */
export function splitSpec(parts: SpecParts): { readonly root: string; readonly say: string } {
  const [head = "", rest = ""] = sayingSpec(parts).split("paths:\n");
  const [paths = "", components = ""] = rest.split("components:\n");
  const [security = "", others = ""] = components.split(/(?<=name: key }\n)/);
  return {
    root: `${head}paths:\n  /say:\n    $ref: "say.yaml#/paths/~1say"\ncomponents:\n${security}`,
    say: `paths:\n${paths}components:\n${others}`,
  };
}
