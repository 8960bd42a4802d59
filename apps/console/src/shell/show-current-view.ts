/** The views are a row that a phone scrolls: the one that is open comes into sight. */
export function showCurrentView(): void {
  const row = document.querySelector(".top");
  const current = row?.querySelector("[aria-current]");
  if (row == null || current == null) return;
  const { left, width } = current.getBoundingClientRect();
  row.scrollBy({ left: left + width / 2 - row.clientWidth / 2 });
}
