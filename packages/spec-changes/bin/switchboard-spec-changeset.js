#!/usr/bin/env node
// A committed file, because pnpm links a bin before anything could be built. Node strips the types.
import { runChangeset } from "../src/changeset/cli.ts";

process.exitCode = await runChangeset(process.argv.slice(2));
