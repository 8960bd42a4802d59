/**
 * Serves the mock of Blotato with as many operations as the argument says: the real ones, and copies of them at paths of the
 * same shape, which only differ in a word.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { readDocument } from "@switchboard/codegen/document";

import { createBlotatoService } from "../src/blotato/service.ts";
import { createApi } from "../src/http/api.ts";
import { serveApi } from "../src/http/server/http-server.ts";
import { createClock } from "../src/model/clock.ts";
import type { OperationHandler, Tenant } from "../src/model/service.ts";

type Operations = Record<string, { operationId?: string }>;

const wanted = Number(process.argv[2]);
const service = createBlotatoService({ clock: createClock(Date.UTC(2026, 5, 1, 12)), seed: 1 });
const { document } = await readDocument(service.specFile);
const copies = withCopies(document["paths"] as Record<string, Operations>, wanted);

const folder = await mkdtemp(join(tmpdir(), "switchboard-bench-"));
const specFile = join(folder, "openapi.yaml");
// JSON is YAML too.
await writeFile(specFile, JSON.stringify(document));
const api = await createApi({ ...service, specFile, createTenant }).finally(() => rm(folder, { recursive: true }));
const server = await serveApi(api, "127.0.0.1", 0);
console.log(`http://127.0.0.1:${server.port}`);

function createTenant(): Tenant {
  const tenant = service.createTenant();
  const handlerOf = (id: string): OperationHandler => {
    const handler = tenant.handlers[id];
    if (handler === undefined) throw new Error(`The model has no handler for ${id}`);
    return handler;
  };
  const copied = [...copies].map(([copy, original]) => [copy, handlerOf(original)] as const);
  return { ...tenant, handlers: { ...tenant.handlers, ...Object.fromEntries(copied) } };
}

/** Adds paths until there are enough operations; gives the original of each new operationId. */
function withCopies(paths: Record<string, Operations>, count: number): ReadonlyMap<string, string> {
  const originals = Object.entries(paths);
  const added = new Map<string, string>();
  const operationsOf = (item: Operations) => Object.values(item).filter(({ operationId }) => operationId !== undefined);
  const real = originals.flatMap(([, item]) => operationsOf(item)).length;
  for (let copy = 1; real + added.size < count; copy += 1) {
    for (const [path, item] of originals) {
      if (real + added.size >= count) break;
      const twin = structuredClone(item);
      for (const operation of operationsOf(twin)) {
        const original = operation.operationId ?? "";
        operation.operationId = `${original}${copy}`;
        added.set(operation.operationId, original);
      }
      paths[path.replace(/^\/v2\/(\w+)/, `/v2/$1-${copy}`)] = twin;
    }
  }
  return added;
}
