import type { JSX } from "preact";
import { useEffect, useLayoutEffect } from "preact/hooks";

import { BenchPage } from "../bench/bench-page.tsx";
import { InboxPage } from "../inbox/inbox-page.tsx";
import { JournalPage } from "../journal/journal-page.tsx";
import { ConfirmSending } from "../request/confirm-sending.tsx";
import { RequestsPage } from "../request/requests-page.tsx";
import { isReal } from "../service/target.ts";
import { StartPage } from "../start/start-page.tsx";
import { findOperation } from "../spec/catalog.ts";
import { WebhooksPage } from "../webhooks/webhooks-page.tsx";
import { viewNames, viewTitles, type ViewName } from "./navigation.ts";
import { focusContent, linkTo, route } from "./router.ts";
import { showCurrentView } from "./show-current-view.ts";
import { TargetBar } from "./target-bar.tsx";

const views: Readonly<Record<ViewName, (parts: readonly string[]) => JSX.Element>> = {
  "": () => <StartPage />,
  requests: (parts) => <RequestsPage parts={parts} />,
  inbox: (parts) => <InboxPage parts={parts} />,
  journal: (parts) => <JournalPage parts={parts} />,
  bench: () => <BenchPage />,
  webhooks: () => <WebhooksPage />,
};

export function App(): JSX.Element {
  const [name, ...parts] = route.value;
  const view = viewNames.find((each) => each === name) ?? "";
  const operation = view === "requests" ? findOperation(parts[0], parts[1]) : undefined;
  const title = operation?.summary ?? viewTitles[view];
  // Tabs and the history of the browser tell views apart by it.
  useEffect(() => {
    document.title = `${title} – Switchboard`;
  }, [title]);
  useLayoutEffect(showCurrentView, [view]);
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
          {viewNames.map((each) => (
            <a key={each} href={linkTo(each)} aria-current={each === view ? "page" : undefined}>
              {viewTitles[each]}
            </a>
          ))}
          <a href="reference.html?api=blotato">Reference</a>
        </nav>
      </header>
      <TargetBar />
      <main id="main" tabIndex={-1}>
        {views[view](parts)}
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
