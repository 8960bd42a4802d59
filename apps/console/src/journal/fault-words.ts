/** What a fault does, in the words of its definition: `status 429`, `reset before`, `late by 800 ms`. */
export function faultWords(fault: Readonly<Record<string, unknown>>): string {
  const kind = ["status", "reset", "json", "byteDelay", "cursor"].find((name) => name in fault);
  const late = fault["latency"] === undefined ? [] : [`late by ${spread(fault["latency"])} ms`];
  if (fault["hang"] === true) return ["no response, ever", ...late].join(", ");
  return [...(kind === undefined ? [] : [`${words[kind] ?? kind} ${String(fault[kind])}`]), ...late].join(", ");
}

const words: Readonly<Record<string, string>> = { json: "JSON", byteDelay: "milliseconds before each byte:" };

const spread = (latency: unknown): string => (Array.isArray(latency) ? latency.join(" to ") : String(latency));
