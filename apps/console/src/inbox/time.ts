const full = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "UTC",
});
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: "UTC" });
const day = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });

/** A time of the mock, which is the same everywhere: `1 Jun, 12:00`. */
export const timeOf = (at: Date): string => full.format(at);

/** Within a day: `12:00`. */
export const clockOf = (at: Date): string => clock.format(at);

/** `Monday, 1 June`. */
export const dayOf = (at: Date): string => day.format(at);
