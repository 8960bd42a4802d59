/** What {@link withinLimits} throws when the time is up. */
export const outOfTime: unique symbol = Symbol("out of time");

/** Keeps a delay within what a timer can count, in milliseconds: one with a longer delay fires at once. */
export const boundDelay = (milliseconds: number): number => Math.min(Math.max(0, Math.ceil(milliseconds)), 2 ** 31 - 1);

/** What runs when a signal is aborted. Each signal has one listener of ours: Node warns of a leak at the eleventh. */
const aborting = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Runs a function when a signal is aborted.
 *
 * @returns takes it back
 */
export function onAbort(signal: AbortSignal | undefined, run: () => void): () => void {
  if (signal === undefined) return () => undefined;
  const waiting = aborting.get(signal) ?? new Set();
  if (waiting.size === 0) {
    aborting.set(signal, waiting);
    signal.addEventListener("abort", runAll);
  }
  waiting.add(run);
  return () => {
    waiting.delete(run);
    if (waiting.size === 0) signal.removeEventListener("abort", runAll);
  };
}

function runAll({ currentTarget }: Event): void {
  for (const run of aborting.get(currentTarget as AbortSignal) ?? []) run();
}

/**
 * Runs a task that settles at once when its time is up or the caller aborts, even if it does not listen to its signal.
 *
 * @throws `outOfTime`, the reason of the caller's signal, or what the task throws
 */
export function withinLimits<T>(
  milliseconds: number,
  caller: AbortSignal | undefined,
  task: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  return new Promise<T>((resolve, reject) => {
    caller?.throwIfAborted();
    const stop = (reason: unknown): void => {
      clear();
      reject(reason);
      controller.abort(reason);
    };
    const forget = onAbort(caller, () => stop(caller?.reason));
    const timer = setTimeout(() => stop(outOfTime), boundDelay(milliseconds));
    const clear = (): void => {
      clearTimeout(timer);
      forget();
    };
    task(controller.signal).then(
      (value) => {
        clear();
        resolve(value);
      },
      (error: unknown) => {
        clear();
        reject(error);
      },
    );
  });
}

/**
 * Waits, and ends at once when the signal is aborted.
 *
 * @throws the signal's reason
 */
export async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  try {
    await withinLimits(milliseconds, signal, () => new Promise(() => undefined));
  } catch (error) {
    if (error !== outOfTime) throw error;
  }
}
