import { fileURLToPath } from "node:url";

/** The mock as people start it. */
export const mockProgram: string = fileURLToPath(new URL("../bin/switchboard-mock.js", import.meta.url));
export const freePorts: readonly string[] = ["--blotato-port", "0", "--blooio-port", "0"];
