import type { ComponentChildren, JSX } from "preact";

import type { ValuePath } from "./check.ts";
import { FoldedProse } from "./folded-prose.tsx";
import { idOf, useProblem } from "./form-context.ts";

interface FrameProps {
  readonly path: ValuePath;
  readonly label: string;
  readonly isRequired: boolean;
  readonly description: string | undefined;
  readonly children: ComponentChildren;
}

/** A field with its label in front, and its explanation and what is wrong with it behind. */
export function FieldFrame({ path, label, isRequired, description, children }: FrameProps): JSX.Element {
  const id = idOf(path);
  const problem = useProblem(path);
  return (
    <div class="field" data-field={path.join("/")}>
      <label for={id}>
        {label}
        <Needed isRequired={isRequired} />
      </label>
      {children}
      <Notes id={`${id}-notes`} problem={problem} description={description} />
    </div>
  );
}

/** The same for what consists of several fields. */
export function GroupFrame(props: FrameProps & { readonly isProblemInside?: boolean }): JSX.Element {
  const { path, label, isRequired, description, isProblemInside = false, children } = props;
  const problem = useProblem(path);
  const id = `${idOf(path)}-about`;
  return (
    <fieldset class="group" data-field={path.join("/")} aria-describedby={id}>
      <legend>
        {label}
        <Needed isRequired={isRequired} />
      </legend>
      <Notes id={id} problem={isProblemInside ? undefined : problem} description={description} />
      {children}
    </fieldset>
  );
}

const Needed = ({ isRequired }: { readonly isRequired: boolean }): JSX.Element | null =>
  isRequired ? <span class="needed"> required</span> : null;

interface NotesProps {
  readonly id: string;
  readonly problem: string | undefined;
  readonly description: string | undefined;
}

const Notes = ({ id, problem, description = "" }: NotesProps): JSX.Element => (
  <div id={id}>
    {problem !== undefined && <p class="problem">{problem}</p>}
    {description !== "" && <FoldedProse class="hint" text={description} whole={110} />}
  </div>
);

interface InputAttributes {
  readonly id: string;
  readonly "aria-describedby": string;
  readonly "aria-required": boolean;
  readonly "aria-invalid": boolean;
}

/** What makes an input the field's own. */
export const inputAttributes = (
  path: ValuePath,
  isRequired: boolean,
  problem: string | undefined,
): InputAttributes => ({
  id: idOf(path),
  "aria-describedby": `${idOf(path)}-notes`,
  "aria-required": isRequired,
  "aria-invalid": problem !== undefined,
});
