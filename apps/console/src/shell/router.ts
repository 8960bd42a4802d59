import { signal } from "@preact/signals";

/** The parts of the address behind `#/`: `["requests", "blotato", "sendMessage"]`. */
export const route = signal<readonly string[]>(readRoute());

/** What the address says behind a `?`, such as the filters of a list. */
export const query = signal(readQuery());

function readRoute(): readonly string[] {
  return location.hash
    .replace(/^#\/?|\?.*$/g, "")
    .split("/")
    .filter((part) => part !== "")
    .map(decoded);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A person may type anything into the address.
    return part;
  }
}

function readQuery(): URLSearchParams {
  return new URLSearchParams(/\?(.*)$/s.exec(location.hash)?.[1]);
}

export const linkTo = (...parts: readonly string[]): string => `#/${parts.map(encodeURIComponent).join("/")}`;

export const withQuery = (link: string, parameters: URLSearchParams): string =>
  parameters.size === 0 ? link : `${link}?${parameters.toString()}`;

/** Changes what stands behind the `?`. The view stays the same, so the way back does not lead through each change. */
export function setQuery(parameters: URLSearchParams): void {
  query.value = parameters;
  history.replaceState(history.state, "", withQuery(linkTo(...route.value), parameters));
}

export function followAddress(): void {
  addEventListener("hashchange", () => {
    const before = document.activeElement;
    route.value = readRoute();
    query.value = readQuery();
    scrollTo(0, 0);
    // A screen reader announces another view as another page. It is there after the next rendering, which may have put the focus
    // where the person goes on: there it stays, whichever comes first.
    requestAnimationFrame(() => {
      const { activeElement, body } = document;
      if (activeElement === before || activeElement === body) focusContent({ preventScroll: true });
    });
  });
}

/** Goes to what a view is about: the list of operations or of conversations in front of it is what a person skips. */
export function focusContent(options?: FocusOptions): void {
  const content = document.querySelector<HTMLElement>("main article") ?? document.querySelector<HTMLElement>("main");
  content?.setAttribute("tabindex", "-1");
  content?.focus(options);
}
