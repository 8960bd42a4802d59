#!/usr/bin/env node
// A committed file, because pnpm links a bin before anything could be built. Node strips the types.
// The published package has the built src/switchboard-mock.ts in its place: nothing strips types below node_modules.
import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

// Stripping types and compiling takes a third of a start. Where nothing can be written, it does so each time.
enableCompileCache(fileURLToPath(new URL("../node_modules/.cache/compiled", import.meta.url)));
await import("../src/cli/switchboard-mock.ts");
