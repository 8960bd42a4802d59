// What openapi-fetch takes by itself, to compare with.
import createClient from "openapi-fetch";

export const client: unknown = createClient({ baseUrl: "http://127.0.0.1" });
