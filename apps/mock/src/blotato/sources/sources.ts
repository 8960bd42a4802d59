import type { StoredRecord } from "../../model/collection.ts";
import { statusAt, type Steps } from "../../model/steps.ts";
import { invalid } from "../errors.ts";
import { fetchProblem, isWebAddress } from "../media/upload-media.ts";
import type { State } from "../state.ts";

/** The validated source of a request. */
type SourceInput =
  | { readonly sourceType: "perplexity-query" | "text"; readonly text: string }
  | {
      readonly sourceType: "article" | "audio" | "pdf" | "tiktok" | "twitter" | "youtube";
      readonly url: string;
    };

/** What is kept of a source; the one of the spec's example is kept as it is shown. */
interface SourceFields {
  readonly steps: Steps<"completed" | "failed" | "processing" | "queued">;
  readonly read: object;
}

/**
 * Begins to read a source. The mock fetches nothing, and makes up what the source says.
 *
 * @throws BlotatoError for an invalid address
 */
export function sourceFields(body: Readonly<Record<string, unknown>>): SourceFields {
  const source = body["source"] as SourceInput;
  if (!("url" in source)) return { steps: stepsTo("completed"), read: readText(source) };
  const { url } = source;
  if (!isWebAddress(url)) throw invalid("source.url: must be an http or https address");
  const problem = fetchProblem(url);
  if (problem !== undefined)
    return { steps: stepsTo("failed"), read: { message: `The source cannot be read, because ${problem}` } };
  const title =
    decodeURI(new URL(url).pathname)
      .split("/")
      .findLast((part) => part !== "") ?? new URL(url).hostname;
  return {
    steps: stepsTo("completed"),
    read: { title, content: `What ${url} says about ${title}.`, referenceUrl: url },
  };
}

const readText = ({ sourceType, text }: Extract<SourceInput, { text: string }>): object =>
  sourceType === "text" ? { content: text } : { title: text, content: `What is known about this: ${text}` };

const stepsTo = (end: "completed" | "failed"): SourceFields["steps"] => [
  { from: 0, status: "queued" },
  { from: 200, status: "processing" },
  { from: 800, status: end },
];

/** A source as the API shows it. */
export function showSource(record: StoredRecord, { clock }: State): object {
  const { createdAt, id, read, steps } = record as unknown as StoredRecord & SourceFields;
  if (steps === undefined) return record;
  const status = statusAt(steps, Date.parse(String(createdAt)), clock.now());
  return { id, status, ...(status === steps.at(-1)?.status && read) };
}
