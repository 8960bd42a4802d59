const pathParameter = { name: "priorityId", in: "path", required: true, schema: { type: "string" } };

const json = (schema: object): object => ({ content: { "application/json": { schema } } });
const data = (schema: object): object => ({ type: "object", required: ["data"], properties: { data: schema } });
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

const errors = (...statuses: number[]): Record<string, object> =>
  Object.fromEntries(statuses.map((status) => [status, { description: "Rejected", ...json(ref("ErrorBody")) }]));

const body = { requestBody: { required: true, ...json(ref("PriorityRequest")) } };

/** Blooio's priorities: five operations of one collection, as the vendor documents them. */
export const prioritiesSpec: object = {
  openapi: "3.1.0",
  jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
  info: { title: "Priorities", version: "4" },
  servers: [{ url: "https://api.blooio.com/v4" }],
  security: [{ bearer: [] }],
  paths: {
    "/priorities": {
      get: {
        operationId: "listPriorities",
        parameters: [
          { name: "limit", in: "query", schema: { type: "integer", minimum: 1, maximum: 200, default: 50 } },
          { name: "cursor", in: "query", schema: { type: "string" } },
        ],
        responses: { 200: { description: "A page", ...json(ref("PriorityPage")) }, ...errors(400, 401) },
      },
      post: {
        operationId: "createPriority",
        ...body,
        responses: { 201: { description: "Created", ...json(data(ref("Priority"))) }, ...errors(400, 401, 404, 422) },
      },
    },
    "/priorities/{priorityId}": {
      parameters: [pathParameter],
      get: {
        operationId: "getPriority",
        responses: { 200: { description: "One", ...json(data(ref("Priority"))) }, ...errors(401, 404) },
      },
      patch: {
        operationId: "updatePriority",
        ...body,
        responses: { 200: { description: "Updated", ...json(data(ref("Priority"))) }, ...errors(401, 404, 422) },
      },
      delete: {
        operationId: "deletePriority",
        responses: { 200: { description: "Deleted", ...json(data(ref("Deleted"))) }, ...errors(401, 404) },
      },
    },
  },
  components: {
    securitySchemes: { bearer: { type: "http", scheme: "bearer" } },
    schemas: {
      ErrorBody: { type: "object", required: ["error"] },
      Deleted: {
        type: "object",
        required: ["id", "deleted"],
        properties: { id: { type: "string" }, deleted: { type: "boolean" } },
      },
      PriorityRequest: {
        type: "object",
        additionalProperties: false,
        properties: {
          name: { type: "string" },
          is_default: { type: "boolean" },
          channels: {
            type: "array",
            minItems: 1,
            items: {
              oneOf: [
                { type: "string" },
                {
                  type: "object",
                  required: ["channel_id"],
                  properties: { channel_id: { type: "string" }, priority: { type: "integer", minimum: 1 } },
                },
              ],
            },
          },
        },
      },
      Priority: {
        type: "object",
        additionalProperties: false,
        required: ["id", "name", "is_default", "channels", "created_at", "updated_at"],
        properties: {
          id: { type: "string", pattern: "^priority_" },
          name: { type: ["string", "null"] },
          is_default: { type: "boolean" },
          channels: {
            type: "array",
            items: {
              type: "object",
              additionalProperties: false,
              required: ["channel_id", "priority"],
              properties: {
                channel_id: { type: "string" },
                type: { type: "string" },
                address: { type: ["string", "null"] },
                priority: { type: "integer", minimum: 1 },
              },
            },
          },
          created_at: { type: "integer" },
          updated_at: { type: "integer" },
        },
      },
      PriorityPage: {
        type: "object",
        additionalProperties: false,
        required: ["data", "has_more", "next_cursor"],
        properties: {
          data: { type: "array", items: ref("Priority") },
          has_more: { type: "boolean" },
          next_cursor: { type: ["string", "null"] },
        },
      },
    },
  },
};
