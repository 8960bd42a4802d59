import { createContext } from "preact";
import { useContext } from "preact/hooks";

import type { ApiName } from "../spec/operations.ts";
import { fieldName, type Problem, type ValuePath } from "./check.ts";
import type { Draft } from "./draft.ts";

/** What every field of a form has to know. */
export interface FormSituation {
  readonly api: ApiName;
  readonly draft: Draft;
  readonly problems: readonly Problem[];
  /** Looks up a value of this name, another one than the current, where the service lists some. */
  readonly finder: (name: string) => ((current: unknown) => Promise<Found>) | undefined;
}

/** A value that was looked up, or why there is none. */
export type Found = { readonly value: string; readonly problem?: undefined } | { readonly problem: string };

export const FormContext = createContext<FormSituation | undefined>(undefined);

/** @throws Error outside of a form */
export function useForm(): FormSituation {
  const form = useContext(FormContext);
  if (form === undefined) throw new Error("A field stands in a form");
  return form;
}

export const idOf = (path: ValuePath): string => `field-${path.join("-").replaceAll(/[^\w-]/g, "_")}`;

export function useProblem(path: ValuePath): string | undefined {
  const { problems } = useForm();
  return problems.find(({ field }) => field === fieldName(path))?.message;
}
