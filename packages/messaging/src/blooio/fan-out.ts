import type { FanOutResult } from "@switchboard/blooio";

import type { ErrorReading } from "../core/profile.ts";

/** The message and code of an error of a send to several people: with 422, its body is a result for each of them. */
export function readFanOut({ data: results }: FanOutResult): ErrorReading {
  if (!Array.isArray(results)) return {};
  const data = results.filter((result) => typeof result === "object" && result !== null);
  const reasons = data.map(
    ({ to, error }) => `${to ?? "a recipient"}: ${error?.message ?? error?.code ?? "no reason given"}`,
  );
  return { message: `no recipient was reached: ${reasons.join("; ")}`, code: data[0]?.error?.code };
}
