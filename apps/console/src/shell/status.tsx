import type { ComponentChildren, JSX } from "preact";

export type Tone = "good" | "waiting" | "warn" | "bad" | "neutral";

interface StatusProps {
  /** A status of HTTP, or that of a message, a delivery, a webhook or whatever else has one. Undefined where no response came. */
  readonly of: number | string | undefined;
  /** How it went, where the status alone does not say: a 200 whose body is broken. */
  readonly tone?: Tone;
  /** What to show in place of the status itself. */
  readonly children?: ComponentChildren;
}

/** A status with its colour, and with a shape for those who do not see the colour. */
export const Status = ({ children, of, tone = toneOf(of) }: StatusProps): JSX.Element => (
  <span class={`state is-${tone}`} data-tone={tone}>
    <svg aria-hidden="true" viewBox="0 0 10 10" width="10" height="10">
      <path d={shapes[tone]} />
    </svg>
    {children ?? of ?? "no response"}
  </span>
);

/** A tick, a ring, a triangle, a cross and a dash. */
const shapes: Readonly<Record<Tone, string>> = {
  good: "M1 5.5 4 8.5 9 2",
  waiting: "M5 1.2a3.8 3.8 0 1 0 .01 0z",
  warn: "M5 1.2 9.2 8.8H.8z",
  bad: "M1.5 1.5 8.5 8.5M8.5 1.5 1.5 8.5",
  neutral: "M1.5 5h7",
};

/** Words that the services use; what they add later is neutral until it stands here. */
const tones: Readonly<Record<string, Tone>> = {
  ...tonesFor("good", "active", "completed", "delivered", "done", "posted", "published", "read", "sent"),
  ...tonesFor("waiting", "pending", "processing", "provisioning", "queued", "queueing", "scheduled", "sending"),
  ...tonesFor("warn", "action_required", "disabled", "pending_verification", "suspended"),
  ...tonesFor("bad", "banned", "cancelled", "failed"),
};

function tonesFor(tone: Tone, ...words: readonly string[]): Readonly<Record<string, Tone>> {
  return Object.fromEntries(words.map((word) => [word, tone]));
}

function toneOf(status: StatusProps["of"]): Tone {
  if (status === undefined) return "bad";
  if (typeof status === "string") return tones[status] ?? "neutral";
  if (status >= 500) return "bad";
  if (status >= 400) return "warn";
  return status >= 200 && status < 300 ? "good" : "neutral";
}
