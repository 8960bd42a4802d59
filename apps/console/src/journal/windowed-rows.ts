import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** Rows beside those in sight, so that a quick scroll shows no gap. */
const spare = 8;

export interface WindowedRows {
  /** The height of each row, in pixels. */
  readonly height: number;
  /** The first row that is to be rendered, and the one behind the last. */
  readonly start: number;
  readonly end: number;
  /** Brings a row into sight. */
  readonly show: (index: number) => void;
}

/**
 * Which of many rows of one height are in sight of an element that scrolls.
 *
 * @param top what identifies the first row: when others come before it, what is read stays where it is
 * @param indexOf where a row is by now; -1 when it is gone
 */
export function useWindowedRows<Row>(
  scroller: { readonly current: HTMLElement | null },
  count: number,
  top: Row | undefined,
  indexOf: (row: Row) => number,
): WindowedRows {
  const [sight, setSight] = useState({ top: 0, height: 0, row: 32, head: 0 });
  const before = useRef<Row | undefined>(undefined);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = (): void => {
      // The styles say how high a row is, which depends on the width of the window and on the size of its text.
      const heightOf = (selector: string): number | undefined =>
        element.querySelector<HTMLElement>(selector)?.offsetHeight;
      const row = heightOf("[aria-rowindex]") ?? 32;
      // The row of titles stays on top.
      const head = heightOf("[role=row]:not([aria-rowindex])") ?? 0;
      setSight({ top: element.scrollTop, height: element.clientHeight, row, head });
    };
    // It also runs once at the beginning.
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener("scroll", measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", measure);
    };
  }, [count === 0]);
  useLayoutEffect(() => {
    const element = scroller.current;
    const moved = before.current === undefined ? 0 : indexOf(before.current);
    before.current = top;
    if (element !== null && element.scrollTop > 0 && moved > 0) element.scrollTop += moved * sight.row;
  }, [top]);
  const first = Math.floor(sight.top / sight.row);
  return {
    height: sight.row,
    start: Math.max(0, Math.min(first, count) - spare),
    end: Math.min(count, first + Math.ceil(sight.height / sight.row) + spare),
    show(index) {
      const element = scroller.current;
      if (element === null) return;
      const [start, end] = [index * sight.row, (index + 1) * sight.row];
      if (start < element.scrollTop) element.scrollTop = start;
      else element.scrollTop = Math.max(element.scrollTop, end + sight.head - element.clientHeight);
    },
  };
}
