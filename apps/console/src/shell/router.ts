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
    // A reader is told of another view as of another page.
    document.querySelector<HTMLElement>("main")?.focus({ preventScroll: true });
    scrollTo(0, 0);
  });
}
