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
  /** Ids that the page has come across, by the name of a parameter. */
  readonly suggestions: (name: string) => readonly string[];
  /** Asks the service for a value of this name, another one than the current, where it can list some. */
  readonly finder: (name: string) => ((current: unknown) => Promise<string | undefined>) | undefined;
}

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
