/**
 * Names what Scalar leaves without a name, and lets the keyboard reach what it lets scroll: its copy buttons have a picture
 * only, and its lists of endpoints no item that takes the focus.
 */
export function mendAccess(place: Element): void {
  const mend = (): void => {
    for (const button of place.querySelectorAll(".scalar-code-copy:not([aria-label])")) {
      button.setAttribute("aria-label", "Copy this code");
    }
    for (const list of place.querySelectorAll("ul.endpoints:not([tabindex])")) list.setAttribute("tabindex", "0");
  };
  // Sections appear as they are scrolled to.
  new MutationObserver(mend).observe(place, { childList: true, subtree: true });
  mend();
}
