import { describe, expect, test } from "vitest";

import { createBlooioService } from "../../../src/blooio/service.ts";
import { createBlotatoService } from "../../../src/blotato/service.ts";
import { createApi, type ApiRequest } from "../../../src/http/api.ts";
import { serveApi } from "../../../src/http/server/http-server.ts";
import { createClock } from "../../../src/model/clock.ts";
import { createRandom } from "../../../src/model/random.ts";
import { loadSpec, type Operation } from "../../../src/prism/spec/load.ts";
import { bodyExamples } from "../../prism/spec-bodies.ts";
import { specFileOf } from "../../prism/spec-paths.ts";
import { send } from "../raw-exchange.ts";
import { vendors, type Vendor } from "../vendors.ts";
import { malformedRequest } from "./malformed-requests.ts";
import { runs } from "@switchboard/task-inputs/campaign-runs";

const malformed = runs(1_500);
const services = { blotato: createBlotatoService, blooio: createBlooioService };

const shown = ({ method, target, headers, body }: ApiRequest): string =>
  `${method} ${target.slice(0, 300)} ${JSON.stringify(headers).slice(0, 300)} ${Buffer.from(body).toString().slice(0, 500)}`;

const repeatsParameter = ({ target }: ApiRequest): boolean => {
  const names = [...new URLSearchParams(target.split("?")[1]).keys()];
  return new Set(names).size < names.length;
};

/** Whether a status does not mean a fault of the mock: the vendor documents 501 for what it has not built. */
const isFaultless = (status: number, operation: Operation): boolean =>
  status < 500 || (status === 501 && operation.responses.some(({ code }) => code === "501"));

/** Whether an error has the shape of the vendor; a fan-out that failed for all is one of its own. */
function hasShape(vendor: Vendor, status: number, body: unknown): boolean {
  if (status < 400 || (typeof body === "object" && body !== null && "fan_out" in body)) return true;
  try {
    if (status === 401) vendor.unauthorizedReasonOf(body);
    else vendor.reasonOf(body);
    return true;
  } catch {
    return false;
  }
}

describe.each(vendors)("%s", (_, vendor) => {
  const prepare = async () => {
    const api = await createApi(services[vendor.name]({ clock: createClock(Date.UTC(2026, 5, 1, 12)), seed: 1 }));
    const { operations } = await loadSpec(specFileOf(vendor.name));
    const examples = await bodyExamples(vendor.name);
    return { api, operations, examples };
  };

  test(`responds to ${malformed} malformed requests as its spec says, or with 404, and never with a fault of its own`, async () => {
    const { api, operations, examples } = await prepare();
    const seen = new Map<number, number>();
    const faults: string[] = [];
    for (let seed = 1; seed <= malformed; seed += 1) {
      const random = createRandom(seed);
      const operation = random.pick(operations);
      const request = malformedRequest(
        random,
        operation,
        api.basePath,
        vendor.keyHeaders(`key ${seed % 10}`),
        examples,
      );
      const { status, body } = await api.handle(request);
      seen.set(status, (seen.get(status) ?? 0) + 1);
      const documented = new Set([...operation.responses.map(({ code }) => Number(code)), 404]);
      // A preference that nothing fulfils, or a parameter that is there twice, is reported as a malformed request also where
      // a spec has none of those.
      if (request.headers["prefer"] !== undefined || repeatsParameter(request)) documented.add(vendor.malformed);
      if (!documented.has(status) || !isFaultless(status, operation) || !hasShape(vendor, status, body)) {
        faults.push(`seed ${seed}: ${shown(request)} gave ${status} ${JSON.stringify(body).slice(0, 300)}`);
      }
    }
    expect(faults).toEqual([]);
    expect(api.violations).toEqual([]);
    // That the requests were wrong in many ways, and that not all of them were.
    for (const status of [200, 401, 404, 422]) expect(seen.get(status)).toBeGreaterThan(malformed / 75);
  });

  test(`responds to ${malformed / 5} of them over HTTP, none of them with silence`, async () => {
    const { api, operations, examples } = await prepare();
    const server = await serveApi(api, "127.0.0.1", 0);
    const faults: string[] = [];
    try {
      for (let seed = 5_001; seed <= 5_000 + malformed / 5; seed += 1) {
        const random = createRandom(seed);
        const operation = random.pick(operations);
        const request = malformedRequest(random, operation, api.basePath, vendor.keyHeaders("key"), examples);
        // What stands outside of Latin-1 cannot be sent in a head at all.
        const target = request.target.replaceAll(/[^\u0021-\u007e]/g, "");
        const { status } = await send(
          `http://127.0.0.1:${server.port}`,
          `${request.method} ${target}`,
          request.headers,
          request.body,
        );
        if (!(status >= 200 && isFaultless(status, operation)))
          faults.push(`seed ${seed}: ${shown(request)} gave ${status}`);
      }
    } finally {
      await server.close();
    }
    expect(faults).toEqual([]);
  });
});
