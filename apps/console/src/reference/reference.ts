import { specs } from "virtual:specs";

import { learnAddresses, mockAddresses } from "../service/target.ts";
import { reasonOf } from "../shell/error-reason.ts";
import { viewNames, viewTitles, type ViewName } from "../shell/navigation.ts";
import { linkTo } from "../shell/router.ts";
import { showCurrentView } from "../shell/show-current-view.ts";
import { apiTitles, type ApiName } from "../spec/operations.ts";
import { linkForms } from "./link-forms.ts";
import { mendAccess } from "./mend-access.ts";

/** What is used of Scalar's bundle. */
interface Scalar {
  createApiReference(this: void, element: Element, configuration: object): unknown;
}

const languages =
  "c clojure csharp dart fsharp go http java js kotlin node objc ocaml php powershell python r ruby rust swift".split(
    " ",
  );
const hiddenClients = { ...Object.fromEntries(languages.map((name) => [name, true])), shell: ["httpie", "wget"] };

const api: ApiName = new URLSearchParams(location.search).get("api") === "blooio" ? "blooio" : "blotato";

document.title = `${apiTitles[api]} reference – Switchboard`;
document.querySelector(`[data-api="${api}"]`)?.setAttribute("aria-current", "page");

document.querySelector(".top nav")?.prepend(...viewNames.map(linkToView));
showCurrentView();

const place = document.querySelector("#reference");
if (place === null) throw new Error("reference.html has no element with the id “reference”");

try {
  await learnAddresses();
  const address = new URL("scalar/standalone.esm.js", document.baseURI).href;
  const { createApiReference } = (await import(/* @vite-ignore */ address)) as Scalar;
  document.querySelector("#waiting")?.remove();
  mendAccess(place);
  linkForms(place, api);
  createApiReference(place, {
    content: { ...specs[api], servers: [{ url: mockAddresses.value[api], description: "The mock on this machine" }] },
    // All that would send requests elsewhere, and what this page does itself.
    agent: { disabled: true },
    mcp: { disabled: true },
    telemetry: false,
    withDefaultFonts: false,
    hideClientButton: true,
    hideTestRequestButton: true,
    showDeveloperTools: "never",
    // The forms have code with our facade; curl shows the example bodies.
    hiddenClients,
    documentDownloadType: "none",
    persistAuth: false,
    hideDarkModeToggle: true,
    forceDarkModeState: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light",
  });
} catch (error) {
  place.textContent = `The reference could not be loaded (${reasonOf(error)}). Build the page anew with “pnpm console:build”, or read specs/${api}.`;
}

function linkToView(name: ViewName): HTMLAnchorElement {
  const link = document.createElement("a");
  link.href = `./${linkTo(name)}`;
  link.textContent = viewTitles[name];
  return link;
}
