#!/usr/bin/env node
// A committed file, because pnpm links a bin before anything could be built. Node strips the types.
import { runDev } from "../src/cli.ts";

process.exitCode = await runDev(process.argv.slice(2));
