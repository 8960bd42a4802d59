#!/usr/bin/env node
// A committed file, because pnpm links a bin before anything could be built. Node strips the types.
import { runFidelity } from "../src/fidelity/cli.ts";

process.exitCode = await runFidelity(process.argv.slice(2));
