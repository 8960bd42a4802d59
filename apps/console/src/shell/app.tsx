import type { JSX } from "preact";

import { BenchPage } from "../bench/bench-page.tsx";
import { InboxPage } from "../inbox/inbox-page.tsx";
import { ConfirmSending } from "../request/confirm-sending.tsx";
import { RequestsPage } from "../request/requests-page.tsx";
import { isReal } from "../service/target.ts";
import { linkTo, route } from "./router.ts";
import { TargetBar } from "./target-bar.tsx";

interface View {
  readonly name: string;
  readonly title: string;
  readonly show: (parts: readonly string[]) => JSX.Element;
}

const requests: View = { name: "requests", title: "Requests", show: (parts) => <RequestsPage parts={parts} /> };

const views: readonly View[] = [
  requests,
  { name: "inbox", title: "Inbox", show: (parts) => <InboxPage parts={parts} /> },
  { name: "bench", title: "Faults and journal", show: () => <BenchPage /> },
];

export function App(): JSX.Element {
  const [name, ...parts] = route.value;
  const view = views.find((each) => each.name === name) ?? requests;
  return (
    <div class={isReal.value ? "page is-real" : "page"}>
      <a class="skip" href="#main" onClick={focusMain}>
        Skip to the content
      </a>
      <header class="top">
        <a class="brand" href="#/">
          Switchboard
        </a>
        <nav aria-label="Views">
          {views.map((each) => (
            <a key={each.name} href={linkTo(each.name)} aria-current={each === view ? "page" : undefined}>
              {each.title}
            </a>
          ))}
          <a href="reference.html?api=blotato">Reference</a>
        </nav>
      </header>
      <TargetBar />
      <main id="main" tabIndex={-1}>
        {view.show(parts)}
      </main>
      <ConfirmSending />
    </div>
  );
}

/** The address says which view there is, so a link within a view cannot use it. */
function focusMain(event: Event): void {
  event.preventDefault();
  // The list of operations in front of an operation is what a person skips.
  const content = document.querySelector<HTMLElement>("main article") ?? document.querySelector<HTMLElement>("main");
  content?.setAttribute("tabindex", "-1");
  content?.focus();
}
