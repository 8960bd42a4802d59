import type { OperationRequest, OperationResponse } from "../../model/service.ts";
import { templates, type Template } from "../made-up/templates.ts";
import { pageBody } from "../pages.ts";
import type { State } from "../state.ts";

/** The templates that a request wants, with the fields that it wants, all on one page. */
export function listVisualTemplates(_state: State, { query }: OperationRequest): OperationResponse {
  const {
    fields: wanted,
    id,
    search,
  } = query as { readonly fields: string; readonly id?: string; readonly search?: string };
  const fields = new Set(["id", ...wanted.split(",")].map((name) => name.trim()));
  const isFound = matcherOf(search);
  const items = templates
    .filter((template) => (id === undefined ? isFound(template) : template.id === id))
    .map(({ makes: _makes, ...shown }) =>
      Object.fromEntries(Object.entries(shown).filter(([name]) => fields.has(name))),
    );
  return { status: 200, body: pageBody({ items, nextCursor: undefined }) };
}

/** By title and description. An invalid regular expression is searched for as plain text, since the vendor documents no error for it. */
function matcherOf(text: string | undefined): (template: Template) => boolean {
  if (text === undefined) return () => true;
  let pattern: RegExp;
  try {
    pattern = new RegExp(text, "i");
  } catch {
    return ({ description, title }) => title.includes(text) || description.includes(text);
  }
  return ({ description, title }) => pattern.test(title) || pattern.test(description);
}
