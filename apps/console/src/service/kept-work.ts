/**
 * What a person has entered and received, kept in the storage of the tab: the reference is another page, and a reload another start.
 * It is gone when the tab is closed.
 */
export function keptWork(name: string): unknown {
  const text = sessionStorage.getItem(storedName(name));
  return text === null ? undefined : JSON.parse(text);
}

export function keepWork(name: string, work: object | undefined): void {
  sessionStorage.removeItem(storedName(name));
  if (work === undefined) return;
  try {
    sessionStorage.setItem(storedName(name), JSON.stringify(work));
  } catch {
    // A large file does not fit. It stays for as long as the page does.
  }
}

const storedName = (name: string): string => `switchboard.work.${name}`;
