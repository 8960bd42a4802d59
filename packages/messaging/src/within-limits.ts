import { boundDelay } from "./retry-delay.ts";

/** What {@link withinLimits} throws when the time is up. */
export const outOfTime: unique symbol = Symbol("out of time");

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
  return new Promise<T>((resolve, reject) => {
    if (caller?.aborted === true) {
      reject(caller.reason);
      return;
    }
    const controller = new AbortController();
    const stop = (reason: unknown): void => {
      clear();
      reject(reason);
      controller.abort(reason);
    };
    const abort = (): void => stop(caller?.reason);
    const timer = setTimeout(() => stop(outOfTime), boundDelay(milliseconds));
    const clear = (): void => {
      clearTimeout(timer);
      caller?.removeEventListener("abort", abort);
    };
    caller?.addEventListener("abort", abort, { once: true });
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
