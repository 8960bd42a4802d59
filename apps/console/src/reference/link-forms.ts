import { linkTo } from "../shell/router.ts";
import { operations } from "../spec/catalog.ts";
import type { ApiName } from "../spec/operations.ts";
import { placeOf } from "../spec/reference-place.ts";

/** Gives each operation of the reference a way to its form. Scalar makes a section when it is scrolled to, and may make it anew. */
export function linkForms(reference: Element, api: ApiName): void {
  const forms = operations
    .filter((operation) => operation.api === api)
    .map((operation) => ({ place: placeOf(operation), href: linkTo("requests", api, operation.operationId) }));
  const link = (): void => {
    for (const section of reference.querySelectorAll("section[id*='tag/']:not(:has(> .to-form))")) {
      const form = forms.find(({ place }) => section.id.endsWith(place));
      if (form !== undefined) section.prepend(linkOf(form.href));
    }
  };
  new MutationObserver(link).observe(reference, { childList: true, subtree: true });
  link();
}

function linkOf(href: string): HTMLAnchorElement {
  const link = document.createElement("a");
  link.className = "to-form";
  link.href = `./${href}`;
  link.textContent = "Open the form";
  return link;
}
