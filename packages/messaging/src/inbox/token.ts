import { SwitchboardError } from "@switchboard/typed-fetch";

import type { ApiName } from "../core/errors.ts";
import type { InboxMessage } from "./shape.ts";

/** Up to where the messages of a service were given: all before `floor`, in epoch milliseconds, and of those since the ones in `seen`. */
export class Mark {
  #floor: number;
  readonly #seen: Map<string, number>;

  constructor(floor: number, seen: Iterable<readonly [id: string, at: number]> = []) {
    this.#floor = floor;
    this.#seen = new Map(seen);
  }

  get floor(): number {
    return this.#floor;
  }

  has(id: string): boolean {
    return this.#seen.has(id);
  }

  add({ at, id }: InboxMessage): void {
    this.#seen.set(id, at.getTime());
  }

  /** Forgets what happened before a time: whatever is listed from before it was given. */
  raise(floor: number): void {
    if (!(floor > this.#floor)) return;
    this.#floor = floor;
    for (const [id, at] of this.#seen) if (at < floor) this.#seen.delete(id);
  }

  toJSON(): object {
    return { floor: this.#floor, seen: [...this.#seen] };
  }
}

export type Marks = Partial<Record<ApiName, Mark>>;

/**
 * Reads where to go on. A service of which a token knows nothing, because it was not there then, begins now.
 *
 * @throws SwitchboardError when it is neither a token nor a time
 */
export function readMarks(from: string | Date, services: readonly ApiName[]): Marks {
  const marks = from instanceof Date ? {} : storedMarks(from);
  const start = from instanceof Date ? from.getTime() : Date.now();
  if (Number.isNaN(start)) throw unusable("an invalid Date");
  // What the token has of a service without a client here stays in it.
  for (const service of services) marks[service] ??= new Mark(start);
  return marks;
}

export const writeMarks = (marks: Marks): string => JSON.stringify(marks);

function storedMarks(token: string): Marks {
  try {
    const stored = JSON.parse(token) as Record<string, { floor: number; seen: [string, number][] }>;
    const marks = Object.entries(stored).map(([service, { floor, seen }]) => {
      if (!Number.isFinite(floor)) throw new TypeError("no time");
      return [service, new Mark(floor, seen)] as const;
    });
    return Object.fromEntries(marks);
  } catch {
    throw unusable(JSON.stringify(token)?.slice(0, 60));
  }
}

const unusable = (given: string | undefined): SwitchboardError =>
  new SwitchboardError(`from is ${given}; expected a Date, or the token of a message that was given`, "invalidOption");
