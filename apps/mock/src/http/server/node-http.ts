/**
 * Node's own `http`. An import of it would also load the WebSocket client that it exports, which is a tenth of what a start
 * takes.
 */
import { createRequire } from "node:module";

type Http = typeof import("node:http");

const requireHere = createRequire(import.meta.url);
const http = requireHere("node:http") as Http;

export const createServer: Http["createServer"] = http.createServer;
export const maxHeaderSize: number = http.maxHeaderSize;
export const STATUS_CODES: Http["STATUS_CODES"] = http.STATUS_CODES;
/** Loaded by the first mock that has a certificate. */
export const loadHttps = (): typeof import("node:https") => requireHere("node:https") as typeof import("node:https");
