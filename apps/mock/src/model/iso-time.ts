const millisecondsInADay = 86_400_000;

/** The days that were written so far, up to their `T`. */
const days = new Map<number, string>();
const mostDays = 10_000;

const padded = (value: number, width: number): string => String(value).padStart(width, "0");
const twoDigits: readonly string[] = Array.from({ length: 60 }, (_, value) => padded(value, 2));

/** What `new Date(time).toISOString()` gives, several times as fast: a page of a list has dozens of times, of few days. */
export function isoTime(time: number): string {
  const day = Math.floor(time / millisecondsInADay);
  const rest = time - day * millisecondsInADay;
  const seconds = Math.floor(rest / 1_000);
  const minutes = Math.floor(seconds / 60);
  const clock = `${twoDigits[Math.floor(minutes / 60)]}:${twoDigits[minutes % 60]}:${twoDigits[seconds % 60]}`;
  return `${written(day)}${clock}.${padded(Math.floor(rest % 1_000), 3)}Z`;
}

function written(day: number): string {
  const known = days.get(day);
  if (known !== undefined) return known;
  const text = new Date(day * millisecondsInADay).toISOString().slice(0, -"00:00:00.000Z".length);
  if (days.size >= mostDays) days.clear();
  days.set(day, text);
  return text;
}
