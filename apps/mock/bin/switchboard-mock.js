#!/usr/bin/env node
// A committed file, because pnpm links a bin before anything could be built. Node strips the types.
import { runCli } from "../src/cli.ts";

process.exitCode = await runCli(process.argv.slice(2));
