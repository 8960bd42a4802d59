const format = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "UTC",
});

/** A time of the mock, which is the same everywhere: `1 Jun, 12:00`. */
export const timeOf = (at: number): string => format.format(at);
