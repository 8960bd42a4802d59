import { effect, signal, type Signal } from "@preact/signals";

import { propertyOf, type Located } from "../spec/document.ts";
import type { ApiName, Operation } from "../spec/operations.ts";
import { keepWork, keptWork } from "../service/kept-work.ts";
import type { Values } from "../service/request.ts";
import { isReal } from "../service/target.ts";
import { specs } from "virtual:specs";
import { withoutMockValues } from "./without-mock-values.ts";
import { fieldName, isValid, type ChooseBranch, type ValuePath } from "./check.ts";

/** What a person has entered for an operation. It outlasts a look at another one or at the reference, and a reload. */
export interface Draft {
  readonly values: Signal<Values>;
  /** The branch that was chosen, by its field. */
  readonly choices: Signal<Readonly<Record<string, string>>>;
  /** The text of the body while it is edited as JSON; undefined while it is a form. */
  readonly bodyText: Signal<string | undefined>;
  /** Counts how often the form began anew, from an example for instance. */
  readonly start: Signal<number>;
}

const drafts = new Map<Operation, Draft>();

export function draftOf(operation: Operation): Draft {
  const name = `draft ${operation.api} ${operation.operationId}`;
  const known = drafts.get(operation);
  if (known !== undefined) return known;
  const draft = createDraft(operation, keptWork(name) as KeptDraft | undefined);
  if (isReal.peek()) leaveMock(operation, draft);
  drafts.set(operation, draft);
  keepChanges(name, draft);
  return draft;
}

// What is entered goes along to the real services, but for what only the mock has.
effect(() => {
  if (isReal.value) for (const [operation, draft] of drafts) leaveMock(operation, draft);
});

function leaveMock(operation: Operation, { bodyText, values }: Draft): void {
  values.value = withoutMockValues(operation, values.peek());
  if (bodyText.peek() !== undefined) bodyText.value = JSON.stringify(values.peek().body ?? {}, null, 2);
}

interface KeptDraft {
  readonly values: Values;
  readonly choices: Readonly<Record<string, string>>;
  readonly bodyText?: string;
}

/** What nobody has changed is not kept: the documented example may be filled with a known person yet. */
function keepChanges(name: string, { bodyText, choices, values }: Draft): void {
  let isFirst = true;
  effect(() => {
    const work: KeptDraft = {
      values: values.value,
      choices: choices.value,
      ...(bodyText.value !== undefined && { bodyText: bodyText.value }),
    };
    if (!isFirst) keepWork(name, work);
    isFirst = false;
  });
}

/** Begins with the first documented body and the documented ids, so that there is something to send to the mock at once. */
function createDraft({ body, parameters }: Operation, kept: KeptDraft | undefined): Draft {
  if (kept !== undefined) {
    return {
      values: signal(kept.values),
      choices: signal(kept.choices),
      bodyText: signal(kept.bodyText),
      start: signal(0),
    };
  }
  const first = body?.examples[0]?.value;
  const given = parameters.filter(({ example, required }) => required && example !== undefined && !isReal.peek());
  return {
    values: signal({
      parameters: Object.fromEntries(given.map(({ example, name }) => [name, example])),
      body: first ?? (body?.required === true ? {} : undefined),
    }),
    choices: signal({}),
    bodyText: signal(undefined),
    start: signal(0),
  };
}

export function setBody(draft: Draft, body: unknown): void {
  draft.values.value = { ...draft.values.value, body };
}

/** What is entered in a form: the values, and which kinds of value were chosen before there is enough to tell. */
export interface Entered {
  readonly values: Values;
  readonly choices?: Readonly<Record<string, string>>;
}

/** Enters a whole request: the form begins anew with it. */
export function fillDraft(operation: Operation, values: Values, choices: Entered["choices"] = {}): void {
  const draft = draftOf(operation);
  draft.choices.value = choices;
  draft.bodyText.value = undefined;
  draft.start.value += 1;
  draft.values.value = isReal.peek() ? withoutMockValues(operation, values) : values;
}

export const branchChooser =
  (api: ApiName, draft: Draft): ChooseBranch =>
  (_, branches, value, path) =>
    branches.find(({ pointer }) => pointer === draft.choices.value[fieldName(path)]) ??
    branches.find((branch) => isValid(api, branch, value)) ??
    branches.find((branch) => hasTagsOf(api, branch, value)) ??
    (branches[0] as Located);

/** Whether a value names a branch by the fields that can only have one value there. */
function hasTagsOf(api: ApiName, branch: Located, value: unknown): boolean {
  const tags = tagsOf(api, branch);
  return (
    tags.length > 0 &&
    tags.every(([name, tag]) => (value as Readonly<Record<string, unknown>> | undefined)?.[name] === tag)
  );
}

function tagsOf(api: ApiName, at: Located): readonly (readonly [name: string, value: unknown])[] {
  return Object.keys(at.schema.properties ?? {}).flatMap((name) => {
    const values = propertyOf(specs[api], at, name).schema.enum;
    return values?.length === 1 && at.schema.required?.includes(name) === true ? [[name, values[0]] as const] : [];
  });
}

/** Takes another branch, and keeps of the value what belongs there as well. */
export function chooseBranch(api: ApiName, draft: Draft, path: ValuePath, branch: Located, value: unknown): unknown {
  draft.choices.value = { ...draft.choices.value, [fieldName(path)]: branch.pointer };
  return startingValue(api, branch, value);
}

/** What a schema begins with: what can only be one thing is there, and what was there and fits stays. */
export function startingValue(api: ApiName, kind: Located, before?: unknown): unknown {
  const { schema } = kind;
  const { properties } = schema;
  if (schema.type === "array") return Array.isArray(before) ? before : [];
  if (properties === undefined) return typeof before === "object" ? undefined : before;
  const old = (typeof before === "object" && before !== null ? before : {}) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.keys(properties).flatMap((name) => {
      const at = propertyOf(specs[api], kind, name);
      const { enum: values } = at.schema;
      const isNeeded = schema.required?.includes(name) === true;
      if (values?.length === 1 && isNeeded) return [[name, values[0]]];
      if (at.schema.properties !== undefined && isNeeded) return [[name, startingValue(api, at, old[name])]];
      if (values !== undefined && !values.includes(old[name])) return [];
      return old[name] === undefined ? [] : [[name, old[name]]];
    }),
  );
}
