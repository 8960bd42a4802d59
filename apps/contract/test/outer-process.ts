import { fileURLToPath } from "node:url";

/** Where Node keeps code that it has compiled: the programs that tests start share most of theirs. */
export const compileCache: { readonly NODE_COMPILE_CACHE: string } = {
  NODE_COMPILE_CACHE: fileURLToPath(new URL("../node_modules/.cache/node", import.meta.url)),
};

/** How a Node program that others wrote is started by a test. */
export const loopbackOnly: { readonly args: readonly string[]; readonly env: NodeJS.ProcessEnv } = {
  args: ["--import", fileURLToPath(new URL("./preload/loopback-only.ts", import.meta.url))],
  // Redocly would otherwise report its use, and look for its newest version.
  env: { ...process.env, ...compileCache, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
};
