import type { StoredRecord } from "../../model/collection.ts";
import { statusAt, type Steps } from "../../model/steps.ts";
import { found, invalid } from "../errors.ts";
import { templates, type Template } from "../made-up/templates.ts";
import { fetchProblem } from "../media/upload-media.ts";
import type { State } from "../state.ts";

/** The validated body, as far as the mock reads it. */
interface CreateVisualBody {
  readonly templateId: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly prompt?: string;
  readonly render?: boolean;
}

/** What is kept of a visual; the one of the spec's example is kept as it is shown. */
interface VisualFields {
  readonly steps: Steps<string>;
  readonly makes: Template["makes"];
}

/** What the mock takes for one; what the vendor takes is not known to us. */
const cost = 50;

const failed = "creation-from-template-failed";

/**
 * Begins to make something, which costs credits where it is made to the end.
 *
 * @throws BlotatoError for an unknown template, and for inputs that are missing
 */
export function visualFields(body: Readonly<Record<string, unknown>>, state: State): VisualFields {
  const { inputs, prompt, render = true, templateId } = body as unknown as CreateVisualBody;
  const template = found(
    templates.find(({ id }) => id === templateId),
    "template",
    templateId,
  );
  const missing = template.inputs.find((input) => input.default === undefined && inputs[input.name] === undefined);
  if (missing !== undefined && prompt === undefined) {
    throw invalid(`inputs.${missing.name}: is missing, and there is no prompt`);
  }
  if (render) state.creditsRemaining = Math.max(0, state.creditsRemaining - cost);
  return { steps: stepsOf(canBeMade(template, inputs), render), makes: template.makes };
}

/** Whether every picture and video that is given can be fetched. */
const canBeMade = (template: Template, inputs: CreateVisualBody["inputs"]): boolean =>
  template.inputs
    .filter(({ type }) => /image|video/.test(JSON.stringify(type)))
    .flatMap(({ name }) => [inputs[name] ?? []].flat())
    .every((address) => typeof address === "string" && fetchProblem(address) === undefined);

const stepsOf = (isMade: boolean, isRendered: boolean): Steps<string> => [
  { from: 0, status: "queueing" },
  { from: 200, status: "generating-script" },
  { from: 400, status: "script-ready" },
  { from: 600, status: "generating-media" },
  ...(isMade ? [{ from: 1_000, status: "media-ready" }] : [{ from: 1_000, status: failed }]),
  ...(isMade && isRendered
    ? [
        { from: 1_200, status: "exporting" },
        { from: 1_600, status: "done" },
      ]
    : []),
];

/** A visual as the API shows it. */
export function showVisual(record: StoredRecord, { clock }: State): object {
  const { createdAt, id, makes, steps } = record as unknown as StoredRecord & VisualFields;
  if (steps === undefined) return record;
  const status = statusAt(steps, Date.parse(String(createdAt)), clock.now());
  const isDone = status === "done";
  return {
    id,
    status,
    createdAt,
    mediaUrl: isDone && makes === "video" ? `https://media.example.com/visuals/${id}.mp4` : null,
    imageUrls: isDone && makes === "images" ? [`https://media.example.com/visuals/${id}-1.png`] : null,
  };
}
