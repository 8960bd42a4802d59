import { reasonOf } from "../../model/error-reason.ts";
import type { Post } from "./records.ts";

/** How many deliveries of a mock are under way at once. */
const most = 64;

/** How many characters of a response are kept. */
const shown = 10_000;

/** Sends deliveries to any address, a limited number at once, without following redirects. */
export function createPost(): Post {
  let underWay = 0;
  const waiting: (() => void)[] = [];
  return async (url, headers, body, signal) => {
    if (underWay >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    underWay += 1;
    try {
      const response = await fetch(url, { method: "POST", headers, body, redirect: "manual", signal });
      const text = await response.text();
      return { response: { status: response.status, body: text.slice(0, shown) } };
    } catch (error) {
      return { problem: signal.aborted ? reasonOf(signal.reason) : connectionProblem(error) };
    } finally {
      underWay -= 1;
      waiting.shift()?.();
    }
  };
}

/** `fetch` says only that it failed, and why in the cause. */
const connectionProblem = (error: unknown): string =>
  reasonOf(error instanceof Error && error.cause !== undefined ? error.cause : error);

/** Whether an address is one of this machine. */
export const isLoopback = ({ hostname }: URL): boolean =>
  hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
