import type { Metrics } from "@switchboard/blotato";

/** The names of the counts that are documented, and any other. */
export type MetricName = keyof Documented<Metrics> | (string & {});

/** The named fields of a type. */
type Documented<Of> = {
  [Name in keyof Of as string extends Name ? never : number extends Name ? never : Name]: Of[Name];
};

/**
 * A metric as a number. Blotato gives counts and sums as texts of digits, and rates and averages as numbers.
 *
 * @param of what has metrics: the result of `analytics.post`, one entry of its `history`, or the `latestMetrics` of a post of
 *   `analytics.list`
 * @returns undefined where the metric is not there, or is not a single number, such as one that is broken down by country. A count above
 *   2⁵³ loses its last digits
 * @example
 * const analytics = await blotato.analytics.post("6701204");
 * console.log(metric(analytics, "viewsCount") ?? "not fetched yet");
 */
export function metric(
  of: { readonly metrics?: Readonly<Record<string, unknown>> | null } | undefined,
  name: MetricName,
): number | undefined {
  const metrics = of?.metrics ?? {};
  // A name such as `constructor` is not a metric.
  const value = Object.hasOwn(metrics, name) ? metrics[name] : undefined;
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}
