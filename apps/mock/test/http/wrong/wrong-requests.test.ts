import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { createBlooioService } from "../../../src/blooio/service.ts";
import { createBlotatoService } from "../../../src/blotato/service.ts";
import { createChanges } from "../../../src/control/changes.ts";
import { createCoverage } from "../../../src/control/journal/coverage.ts";
import { createJournal } from "../../../src/control/journal/journal.ts";
import { createApi, type Api, type ApiRequest } from "../../../src/http/api.ts";
import { serveApi } from "../../../src/http/server/http-server.ts";
import { createClock } from "../../../src/model/clock.ts";
import { loadSpec, type LoadedSpec } from "../../../src/prism/spec/load.ts";
import { bodyExamples } from "../../prism/spec-bodies.ts";
import { specFileOf } from "../../prism/spec-paths.ts";
import { send } from "../raw-exchange.ts";
import { vendors } from "../vendors.ts";
import { documentedErrors, type ErrorCheck } from "./documented-errors.ts";
import { wrongRequests, type WrongRequest } from "./wrong-requests.ts";

const services = { blotato: createBlotatoService, blooio: createBlooioService };

/** Of both APIs together. `pnpm run fuzz`, which CI runs, sends a hundred thousand. */
const requests = Number(process.env["FUZZ_REQUESTS"] ?? 200);
const seed = Number(process.env["FUZZ_SEED"] ?? 1);
/** The milliseconds that this process may compute for one request, however busy the machine is. */
const patience = 5_000;

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

const shown = ({ method, target, headers, body }: ApiRequest): string =>
  `${method} ${target.slice(0, 300)} ${JSON.stringify(headers).slice(0, 600)} ${Buffer.from(body).toString().slice(0, 500)}`;

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;

describe.each(vendors)("%s", (_, vendor) => {
  const prepare = async (): Promise<{
    readonly api: Api;
    readonly arbitrary: fc.Arbitrary<WrongRequest>;
    readonly check: ErrorCheck;
  }> => {
    const clock = createClock(Date.UTC(2026, 5, 1, 12));
    // Full before the heap is measured.
    const journal = createJournal({ size: Math.min(500, requests / 20), tenantOf: () => 1, onRequest: undefined });
    const notes = { clock, journal, changes: createChanges(), coverage: createCoverage(), numberOf: () => 1 };
    const api = await createApi(services[vendor.name]({ clock, seed: 1 }), { notes });
    const spec: LoadedSpec = await loadSpec(specFileOf(vendor.name));
    const arbitrary = wrongRequests(vendor, spec, await bodyExamples(vendor.name));
    return { api, arbitrary, check: documentedErrors(vendor) };
  };

  test(
    `rejects ${requests / 2} wrong requests in the documented way, each at once, and keeps nothing of them`,
    { timeout: 600_000 + requests * 10 },
    async () => {
      const { api, arbitrary, check } = await prepare();
      const seen = new Map<string, number>();
      // A short run tells nothing of it.
      const heap = requests < 10_000 ? undefined : sampledHeap(requests / 2);
      const property = fc.asyncProperty(arbitrary, async (wrong) => {
        const before = process.cpuUsage();
        const { status, body } = await api.handle(wrong.request);
        const { system, user } = process.cpuUsage(before);
        const duration = (system + user) / 1_000;
        const complaint = duration > patience ? `it took ${duration} ms` : check(wrong, status, body);
        if (complaint !== undefined) throw new Error(`${wrong.wrong}: ${shown(wrong.request)}: ${complaint}`);
        seen.set(wrong.wrong, (seen.get(wrong.wrong) ?? 0) + 1);
        heap?.count();
      });
      await fc.assert(property, { numRuns: requests / 2, seed });
      expect(api.violations).toEqual([]);
      expect(api.tenants.list()).toEqual([]);
      // Each way of being wrong was tried, and often.
      expect(seen.size).toBe(8);
      for (const times of seen.values()) expect(times).toBeGreaterThan(requests / 200);
      if (heap !== undefined) expect(heap.growth() / 1024 / 1024).toBeLessThan(1);
    },
  );

  test(
    `rejects ${requests / 10} of them over sockets, in the same shape, and goes on`,
    { timeout: 600_000 + requests * 10 },
    async () => {
      const { api, arbitrary, check } = await prepare();
      const server = await serveApi(api, "127.0.0.1", 0);
      const complaints: string[] = [];
      try {
        for (const wrong of fc.sample(arbitrary, { numRuns: requests / 10, seed: seed + 1 })) {
          const { method, target, headers, body } = onTheWire(wrong.request);
          const line = `${method} ${target}`;
          const response = await send(
            `http://127.0.0.1:${server.port}`,
            line,
            headers,
            body.length > 0 ? body : undefined,
          );
          // What Node cannot read, or finds too large, is rejected before its operation is known.
          const early = [400, 431].includes(response.status);
          const statuses = [...wrong.statuses, 400, 431];
          const complaint = check(
            { ...wrong, statuses, operation: early ? undefined : wrong.operation },
            response.status,
            response.json,
          );
          if (complaint !== undefined) complaints.push(`${wrong.wrong}: ${shown(wrong.request)}: ${complaint}`);
        }
      } finally {
        await server.close();
      }
      expect(complaints).toEqual([]);
      expect(api.violations).toEqual([]);
    },
  );
});

/** A request that can be written down: in a head, what is outside of Latin-1 and what would end its line cannot stand. */
function onTheWire({ method, target, headers, body }: ApiRequest): ApiRequest {
  const line = (text: string): string => text.replaceAll(/[^\t\u0020-\u007e\u0080-\u00ff]/g, "");
  return {
    method,
    target: target === "" ? "/" : line(target).replaceAll(" ", "%20"),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, line(value)])),
    body,
  };
}

/** In bytes, without machine code: V8 goes on compiling long after the first requests. */
const usedByData = (): number =>
  getHeapSpaceStatistics()
    .filter(({ space_name: name }) => !/code|trusted/.test(name))
    .reduce((sum, { space_used_size: used }) => sum + used, 0);

/** Measures what is kept: five times in the second quarter of a run, and five times in the last. */
function sampledHeap(runs: number): { count(): void; growth(): number } {
  const every = Math.floor(runs / 20);
  const samples: number[] = [];
  let done = 0;
  return {
    count() {
      done += 1;
      const twentieth = Math.ceil(done / every);
      const isMeasured = (twentieth > 5 && twentieth <= 10) || twentieth > 15;
      if (done % every !== 0 || !isMeasured) return;
      collectGarbage();
      samples.push(usedByData());
    },
    growth: () => median(samples.slice(5)) - median(samples.slice(0, 5)),
  };
}
