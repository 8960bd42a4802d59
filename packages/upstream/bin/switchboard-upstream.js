#!/usr/bin/env node
// A committed file, because pnpm links a bin before anything could be built. Node strips the types.
import { runUpstream } from "../src/check/cli.ts";

process.exitCode = await runUpstream(process.argv.slice(2));
