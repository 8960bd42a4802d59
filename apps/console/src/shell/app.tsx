import type { JSX } from "preact";
import { useEffect } from "preact/hooks";

import { BenchPage } from "../bench/bench-page.tsx";
import { InboxPage } from "../inbox/inbox-page.tsx";
import { JournalPage } from "../journal/journal-page.tsx";
import { ConfirmSending } from "../request/confirm-sending.tsx";
import { RequestsPage } from "../request/requests-page.tsx";
import { isReal } from "../service/target.ts";
import { findOperation } from "../spec/catalog.ts";
import { focusContent, linkTo, route } from "./router.ts";
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
  { name: "journal", title: "Journal", show: (parts) => <JournalPage parts={parts} /> },
  { name: "bench", title: "Faults and clock", show: () => <BenchPage /> },
];

export function App(): JSX.Element {
  const [name, ...parts] = route.value;
  const view = views.find((each) => each.name === name) ?? requests;
  const operation = view === requests ? findOperation(parts[0], parts[1]) : undefined;
  const title = operation?.summary ?? view.title;
  // Tabs and the history of the browser tell views apart by it.
  useEffect(() => {
    document.title = `${title} – Switchboard`;
  }, [title]);
  return (
    <div class={isReal.value ? "page is-real" : "page"}>
      <a class="skip" href="#main" onClick={skip}>
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
function skip(event: Event): void {
  event.preventDefault();
  focusContent();
}
