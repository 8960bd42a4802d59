/** A spec with what neither vendor has: paths that compete, every style of parameter, several contents and securities. */
export const oddSpec = `openapi: 3.1.0
jsonSchemaDialect: https://json-schema.org/draft/2020-12/schema
info: { title: Odd, version: "1" }
servers: [{ url: https://example.com }]
security: [{ key: [] }]
paths:
  /a/{x}:
    parameters: [{ name: x, in: path, required: true, schema: { type: integer, minimum: 1 } }]
    get: { operationId: templatedLast, responses: { "200": { $ref: "#/components/responses/Text" } } }
    post: { operationId: templatedPost, responses: { "204": { description: Done. } } }
  /a/b:
    get: { operationId: concrete, responses: { "200": { $ref: "#/components/responses/Text" } } }
  /{y}/b:
    parameters: [{ name: y, in: path, required: true, schema: { type: string, maxLength: 5 } }]
    get: { operationId: templatedFirst, responses: { default: { $ref: "#/components/responses/Text" } } }
  /{y}/{x}:
    parameters:
      - { name: y, in: path, required: true, schema: { type: string } }
      - { name: x, in: path, required: true, schema: { type: array, items: { type: integer } } }
    get: { operationId: bothTemplated, responses: { 2XX: { $ref: "#/components/responses/Text" } } }
    delete: { operationId: removeBoth, responses: { "204": { description: Done. } } }
  /files/{name}.json:
    parameters: [{ name: name, in: path, required: true, schema: { type: string, pattern: ^\\w+$ } }]
    get: { operationId: suffixed, responses: { "200": { $ref: "#/components/responses/Text" } } }
  /files/{from}-{to}:
    parameters:
      - { name: from, in: path, required: true, schema: { type: integer } }
      - { name: to, in: path, required: true, schema: { type: integer } }
    get: { operationId: twoInOne, responses: { "200": { $ref: "#/components/responses/Text" } } }
  /files/{file.id}/parts/{p-1}:
    parameters:
      - { name: file.id, in: path, required: true, schema: { type: string } }
      - { name: p-1, in: path, required: true, schema: { type: boolean } }
    get: { operationId: oddNames, responses: { "200": { $ref: "#/components/responses/Text" } } }
  /deep/only/v{n}:
    parameters: [{ name: n, in: path, required: true, schema: { type: integer } }]
    get: { operationId: prefixed, responses: { "200": { $ref: "#/components/responses/Text" } } }
  /caf%C3%A9/{x}:
    parameters: [{ name: x, in: path, required: true, schema: { enum: [a, b] } }]
    get: { operationId: encodedLiteral, responses: { "200": { $ref: "#/components/responses/Text" } } }
  /A/b:
    get: { operationId: upperCase, responses: { "200": { $ref: "#/components/responses/Text" } } }
  /list:
    get:
      operationId: styles
      parameters:
        - { name: ints, in: query, schema: { type: array, maxItems: 3, items: { type: integer } } }
        - { name: csv, in: query, explode: false, schema: { type: array, items: { enum: [a, b] } } }
        - { name: pipes, in: query, style: pipeDelimited, explode: false, schema: { type: array, items: { type: number } } }
        - { name: deep, in: query, style: deepObject, explode: true, schema: { type: object, properties: { n: { type: integer } } } }
        - { name: flag, in: query, schema: { type: boolean } }
        - { name: Mixed, in: query, required: true, schema: { type: string, minLength: 1 } }
        - { name: when, in: query, schema: { type: string, format: date-time } }
        - { name: X-Count, in: header, schema: { type: integer, maximum: 5 } }
        - { name: X-List, in: header, required: true, schema: { type: array, items: { type: integer } } }
      responses: { "200": { $ref: "#/components/responses/Text" } }
  /deprecated:
    get:
      operationId: deprecatedParameter
      deprecated: true
      parameters:
        - { name: old, in: query, deprecated: true, schema: { type: integer } }
        - { name: new, in: query, schema: { type: integer } }
      responses: { "200": { $ref: "#/components/responses/Text" } }
  /contents:
    post:
      operationId: severalContents
      requestBody:
        required: true
        content:
          application/json: { schema: { type: object, required: [a], properties: { a: { type: integer } } } }
          application/x-www-form-urlencoded: { schema: { type: object, properties: { a: { type: integer } } } }
          text/plain: { schema: { type: string } }
      responses:
        "200":
          description: One of two.
          content:
            text/plain: { schema: { type: string }, examples: { text: { value: a } } }
            application/json: { schema: { type: object, required: [a] }, examples: { json: { value: { a: 1 } } } }
        "201":
          description: A text only.
          content: { text/plain: { schema: { type: string }, examples: { text: { value: a } } } }
        4XX: { $ref: "#/components/responses/Text" }
  /optional:
    post:
      operationId: optionalBody
      security: []
      requestBody:
        content:
          application/json: { schema: { $ref: "#/components/schemas/Shape" } }
      responses:
        "200":
          description: With a header that no response of the mock has.
          headers: { X-Left: { required: true, schema: { type: integer } } }
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Shape" }
              examples: { circle: { value: { kind: circle, radius: 1, at: "2026-06-01T12:00:00Z" } } }
        "201":
          description: With a header that may be left out.
          headers: { X-Left: { schema: { type: integer } } }
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Shape" }
              examples: { square: { value: { kind: square, side: 2, at: "2026-06-01 12:00:00+01", inner: { kind: square, side: 1 } } } }
        "204": { description: Nothing. }
        default: { $ref: "#/components/responses/Text" }
  /either:
    get:
      operationId: eitherKey
      security: [{ key: [], bearer: [] }, { basic: [] }, { inQuery: [] }]
      responses: { "200": { $ref: "#/components/responses/Text" } }
  /open:
    get:
      operationId: optionalKey
      security: [{ bearer: [] }, {}]
      responses: { "200": { $ref: "#/components/responses/Text" } }
  /any:
    post:
      operationId: anyBody
      security: [{ bearer: [] }]
      requestBody: { required: true, content: { application/json: {} } }
      responses: { "200": { description: Anything., content: { application/json: {} } } }
  /wild:
    post:
      operationId: wildContent
      requestBody: { content: { "application/*": { schema: { type: object } } } }
      responses:
        "200": { description: Anything., content: { "*/*": { schema: { type: object }, examples: { one: { value: {} } } } } }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Key }
    inQuery: { type: apiKey, in: query, name: flag }
    basic: { type: http, scheme: basic }
    bearer: { type: http, scheme: bearer }
  responses:
    Text:
      description: A text.
      content:
        application/json:
          schema: { type: [string, "null"], maxLength: 3 }
          examples: { short: { value: abc } }
  schemas:
    Shape:
      type: object
      required: [kind]
      allOf:
        - { properties: { kind: { type: string }, at: { type: string, format: date-time } } }
        - oneOf:
            - { required: [radius], properties: { kind: { const: circle }, radius: { type: number, exclusiveMinimum: 0 } } }
            - { required: [side], properties: { kind: { const: square }, side: { type: integer } } }
      properties: { inner: { $ref: "#/components/schemas/Shape" } }
      unevaluatedProperties: false
`;
