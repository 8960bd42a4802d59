import { effect } from "@preact/signals";

import { jsonOf } from "./json-text.ts";
import { holdsRealKey } from "./keys.ts";

/** How many characters of work are kept: less than half of what the storage of a tab takes. */
const most = 2_000_000;

const prefix = "switchboard.work.";
const orderName = "switchboard.work-order";

/**
 * What a person has entered and received, kept in the storage of the tab: the reference is another page, and a reload another start.
 * It is gone when the tab is closed. Of too much, what was not touched for longest goes first.
 */
export const keptWork = (name: string): unknown => jsonOf(sessionStorage.getItem(prefix + name) ?? "");

/** Keeps a piece of work in place of what had its name, or only removes that. Work in which a real key stands is not kept. */
export function keepWork(name: string, work: object | undefined): void {
  forget(name);
  const text = work === undefined ? "" : JSON.stringify(work);
  if (text === "" || text.length > most || holdsRealKey(text)) return;
  const others = namesInOrder();
  let room = most - text.length;
  const kept = others.toReversed().filter((other) => {
    room -= sessionStorage.getItem(prefix + other)?.length ?? 0;
    return room >= 0;
  });
  for (const other of others.filter((each) => !kept.includes(each))) forget(other);
  try {
    sessionStorage.setItem(prefix + name, text);
    sessionStorage.setItem(orderName, JSON.stringify([...kept.toReversed(), name]));
  } catch {
    // Something else has filled the storage. The work stays for as long as the page does.
  }
}

// A key may be entered after it was pasted into a field.
effect(() => {
  for (const name of namesInOrder()) {
    if (holdsRealKey(sessionStorage.getItem(prefix + name) ?? "")) forget(name);
  }
});

/** The longest untouched first. */
function namesInOrder(): readonly string[] {
  const names = jsonOf(sessionStorage.getItem(orderName) ?? "");
  return Array.isArray(names) ? (names as readonly string[]) : [];
}

function forget(name: string): void {
  sessionStorage.removeItem(prefix + name);
  sessionStorage.setItem(orderName, JSON.stringify(namesInOrder().filter((each) => each !== name)));
}
