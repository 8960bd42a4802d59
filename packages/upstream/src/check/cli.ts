import { DocumentError, reasonOf } from "@switchboard/spec-changes";

import { readApiSpecs, type ApiSpec } from "../snapshots/api-specs.ts";
import { mentionsOf } from "../snapshots/mentions.ts";
import { factsOf, hashOf, type VendorSource } from "../snapshots/sources.ts";
import { writeSnapshot } from "../snapshots/write-snapshot.ts";
import { checkUpstream, hasDrift, type UpstreamReport } from "./check-upstream.ts";
import { formatReports } from "./format-report.ts";
import { parseOptions, type UpstreamOptions } from "./options.ts";
import { usualLimits, type ReadLimits } from "../read/read-text.ts";
import { mergeReadings, readingOf, readVendor, type Reading } from "../read/read-vendor.ts";

/**
 * Reads what the vendors publish today, and reports how it differs from the snapshots and from our specs.
 *
 * @returns the exit code: 0 without drift, 1 with drift, 2 when something cannot be read or understood
 */
export async function runUpstream(args: readonly string[], limits: ReadLimits = usualLimits): Promise<number> {
  const fail = (error: unknown): number => {
    // One line: the first says what is wrong, and a parser's further ones quote the document.
    console.error(`specs:upstream: ${reasonOf(error).split("\n")[0]}`);
    return 2;
  };
  try {
    const options = parseOptions(args, new Date().toISOString().slice(0, 10));
    const specs = chosen(await readApiSpecs(options.specs), options);
    const results = await Promise.all(
      tasksOf(specs, options).map((task) => task(limits).catch((error: unknown) => ({ error }))),
    );
    const found = results.filter((result) => "report" in result);
    const failed = results.filter((result) => "error" in result);
    if (found.length > 0)
      console.log(
        formatReports(
          found.map(({ report }) => report),
          options.format,
        ),
      );
    for (const { error } of failed) fail(error);
    if (failed.length > 0) return 2;
    if (options.write) for (const result of found) await write(result, options);
    return found.some(({ report }) => hasDrift(report)) ? 1 : 0;
  } catch (error) {
    return fail(error);
  }
}

interface Result {
  readonly report: UpstreamReport;
  readonly reading: Reading;
  readonly spec: ApiSpec;
  readonly source: VendorSource | undefined;
}

type Task = (limits: ReadLimits) => Promise<Result>;

function chosen(specs: readonly ApiSpec[], { api }: UpstreamOptions): readonly ApiSpec[] {
  const found = api === undefined ? specs : specs.filter(({ name }) => name === api);
  if (found.length > 0) return found;
  throw new DocumentError(`--api ${api}: expected one of ${specs.map(({ name }) => name).join(", ")}`);
}

function tasksOf(specs: readonly ApiSpec[], options: UpstreamOptions): Task[] {
  const watched = specs.flatMap((spec) => spec.sources.map((source) => ({ spec, source })));
  if (options.source !== undefined) {
    const named = watched.filter(({ source }) => source.name === options.source);
    const [only, another] = named;
    if (!only || another) {
      const names = watched.map(({ source, spec }) => `${source.name} (${spec.name})`).join(", ");
      throw new DocumentError(`--source ${options.source}: expected one of ${names}; add --api where two APIs have it`);
    }
    return [(limits) => checkNamed(only, options.locations, limits)];
  }
  if (options.locations.length > 0) {
    return options.locations.map((location) => async (limits) => {
      const reading = await readVendor(location, limits);
      const known = watched.find(({ source }) => source.url === location);
      const spec = known?.spec ?? specOf(reading, specs);
      return { report: checkUpstream(spec, reading, known?.source), reading, spec, source: known?.source };
    });
  }
  const tasks = watched.flatMap((each) => (each.source.url === undefined ? [] : [{ ...each, url: each.source.url }]));
  if (tasks.length === 0)
    throw new DocumentError("no source in vendor/sources.yaml has an address; name a url or a file");
  return tasks.map((each) => (limits) => checkNamed(each, [each.url], limits));
}

async function checkNamed(
  { source, spec }: { readonly spec: ApiSpec; readonly source: VendorSource },
  locations: readonly string[],
  limits: ReadLimits,
): Promise<Result> {
  const readings = await Promise.all(locations.map((location) => readVendor(location, limits)));
  const [only, another] = readings;
  const reading =
    only && !another
      ? only
      : readingOf(mergeReadings(readings), locations.join(", "), readings.map(({ text }) => text).join("\n"));
  return { report: checkUpstream(spec, reading, source), reading, spec, source };
}

/** The API with which a document shares the most operations. */
function specOf(reading: Reading, specs: readonly ApiSpec[]): ApiSpec {
  const { operations } = reading.facts;
  const shared = (spec: ApiSpec): number =>
    [...operations.keys()].filter(
      (key) => spec.facts.operations.has(key) || spec.sources.some((source) => hasOperation(source, key)),
    ).length;
  const [best] = specs.toSorted((a, b) => shared(b) - shared(a));
  if (best && (shared(best) > 0 || specs.length === 1)) return best;
  const names = specs.map(({ name }) => name).join(" or ");
  throw new DocumentError(`${reading.location}: shares no operation with ${names}; say which with --api`);
}

function hasOperation({ snapshot }: VendorSource, key: string): boolean {
  return snapshot !== undefined && factsOf(snapshot).operations.has(key);
}

async function write({ reading, source, spec }: Result, { date }: UpstreamOptions): Promise<void> {
  if (!source) {
    throw new DocumentError(
      `${reading.location}: say with --source which snapshot it shall replace; nothing was written`,
    );
  }
  const { coverage, document, location, text } = reading;
  const origin = source.url ?? source.published ?? location;
  const mentions = mentionsOf(document);
  const named = Object.keys(mentions).length > 0 && { mentions };
  const snapshot = { source: origin, retrieved: date, sha256: hashOf(text), coverage, document, ...named };
  const file = await writeSnapshot(spec.directory, source.name, snapshot, source.snapshot);
  console.error(file === undefined ? `${source.name}: the snapshot has these facts already` : `${file} written`);
}
