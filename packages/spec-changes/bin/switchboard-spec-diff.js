#!/usr/bin/env node
// A committed file, because pnpm links a bin before anything could be built. Node strips the types.
import { runDiff } from "../src/diff/cli.ts";

process.exitCode = await runDiff(process.argv.slice(2));
