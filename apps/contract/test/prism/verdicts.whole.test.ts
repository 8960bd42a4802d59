import { beforeAll, describe, expect, test } from "vitest";

import { findKnownIds } from "../known-ids.ts";
import { readSpecification, type Api } from "../specification.ts";
import { mockedTenants } from "../tenants.ts";
import { sendPlain } from "./send-plain.ts";
import { corpusOf, type CorpusRequest } from "./corpus.ts";
import { explains, isAbout, type PrismVerdict, type Verdict } from "./difference.ts";
import { differencesOfReading } from "./differences-of-reading.ts";
import { differencesOfState } from "./differences-of-state.ts";
import { startPrismMock } from "./prism-cli.ts";

const tenants = mockedTenants();

/** How long a response may take; one of Prism's that is known not to come is not waited for as long. */
const patience = 60_000;
const shortPatience = 1_000;

/** Many at once, as some never get a response. */
const atOnce = 32;

const keyHeaders: Readonly<Record<Api, (key: string) => Readonly<Record<string, string>>>> = {
  blotato: (key) => ({ "blotato-api-key": key }),
  blooio: (key) => ({ authorization: `Bearer ${key}` }),
};

/** Stands in the corpus for a key. */
const keyPlace = "corpus-key";

function withKey(request: CorpusRequest, key: string): CorpusRequest {
  const headers = Object.entries(request.headers).map(([name, value]) => [name, value.replace(keyPlace, key)]);
  return { ...request, headers: Object.fromEntries(headers) };
}

describe.each<Api>(["blotato", "blooio"])("%s", (api) => {
  const listed = [...differencesOfReading, ...differencesOfState].filter((difference) => difference.apis.includes(api));
  let verdicts: readonly Verdict[] = [];

  const isExpected = (request: CorpusRequest, prism: PrismVerdict): boolean =>
    listed.some((difference) => difference.prism === prism && isAbout(difference, request));

  beforeAll(async () => {
    const reader = tenants.open();
    const specification = readSpecification(api);
    const known = await findKnownIds(specification, reader);
    const corpus = corpusOf(specification, keyHeaders[api](keyPlace), known);
    // Reads share the tenant in which everything is known; each change happens in a fresh one.
    const requests = corpus.map((request) =>
      withKey(request, ["GET", "HEAD"].includes(request.method) ? reader.apiKey : tenants.open().apiKey),
    );
    verdicts = await verdictsOf(requests);
  });

  async function verdictsOf(requests: readonly CorpusRequest[]): Promise<readonly Verdict[]> {
    const prism = await startPrismMock(api);
    const found: Verdict[] = [];
    const queue = requests.filter((request) => !isExpected(request, "ends"));
    const work = async (): Promise<void> => {
      for (let request = queue.shift(); request !== undefined; request = queue.shift()) {
        const { name, operationId } = request;
        const wait = isExpected(request, "silence") ? shortPatience : patience;
        const ours = await sendPlain(tenants.mock[api].url, request, patience);
        found.push({ name, operationId, ours, prism: await sendPlain(prism.url, request, wait) });
      }
    };
    try {
      await Promise.all(Array.from({ length: atOnce }, work));
      // It takes its Prism with it, so it comes last.
      const [last, ...others] = requests.filter((one) => isExpected(one, "ends"));
      expect(others).toEqual([]);
      if (last !== undefined) {
        const ours = await sendPlain(tenants.mock[api].url, last, patience);
        const ended = await sendPlain(prism.url, last, patience).catch((): PrismVerdict => "ends");
        found.push({ name: last.name, operationId: last.operationId, ours, prism: ended });
      }
    } finally {
      await prism.close();
    }
    return found;
  }

  test("gives a corpus of requests the statuses of `prism mock` does, but for what the list explains", () => {
    expect(verdicts.length).toBeGreaterThan(400);
    expect(new Set(verdicts.map(({ name }) => name)).size).toBe(verdicts.length);
    const unexplained = verdicts.filter(
      (verdict) => verdict.ours !== verdict.prism && !listed.some((difference) => explains(difference, verdict)),
    );
    expect(unexplained.map(({ name, ours, prism }) => `${ours} here, ${prism} from Prism: ${name}`)).toEqual([]);
  });

  test("differs in every way that the list has", () => {
    const idle = listed.filter((difference) => !verdicts.some((verdict) => explains(difference, verdict)));
    expect(idle.map(({ requests, ours, prism }) => `${ours} here, ${prism} from Prism: ${requests}`)).toEqual([]);
  });
});
