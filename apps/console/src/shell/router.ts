import { signal } from "@preact/signals";

/** The parts of the address behind `#/`: `["requests", "blotato", "sendMessage"]`. */
export const route = signal<readonly string[]>(readRoute());

function readRoute(): readonly string[] {
  return location.hash
    .replace(/^#\/?/, "")
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

export const linkTo = (...parts: readonly string[]): string => `#/${parts.map(encodeURIComponent).join("/")}`;

export function followAddress(): void {
  addEventListener("hashchange", () => {
    route.value = readRoute();
    scrollTo(0, 0);
    // A reader is told of another view as of another page. It is there after the next rendering.
    requestAnimationFrame(() => focusContent({ preventScroll: true }));
  });
}

/** Goes to what a view is about: the list of operations or of conversations in front of it is what a person skips. */
export function focusContent(options?: FocusOptions): void {
  const content = document.querySelector<HTMLElement>("main article") ?? document.querySelector<HTMLElement>("main");
  content?.setAttribute("tabindex", "-1");
  content?.focus(options);
}
