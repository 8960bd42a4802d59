import { fileURLToPath } from "node:url";

/** How a Node program that others wrote is started by a test. */
export const loopbackOnly: { readonly args: readonly string[]; readonly env: NodeJS.ProcessEnv } = {
  args: ["--import", fileURLToPath(new URL("./preload/loopback-only.ts", import.meta.url))],
  // Redocly would otherwise report its use, and look for its newest version.
  env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
};
