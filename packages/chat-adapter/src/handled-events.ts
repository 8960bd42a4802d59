import type { SeenStore } from "@switchboard/messaging/webhooks";
import type { StateAdapter } from "chat";

/** What failed can be delivered again by hand, days later. */
const remembered = 7 * 24 * 3_600_000;

/**
 * Remembers in the state of Chat SDK which events were handled. A claim never runs out: when the process ends while an event is
 * handled, nobody knows whether its reply was sent, so it is not handled again.
 */
export function handledEvents(state: () => StateAdapter, name: string): SeenStore {
  const keyOf = (eventId: string): string => `${name}:event:${eventId}`;
  return {
    async claim(eventId) {
      if (await state().setIfNotExists(keyOf(eventId), "claimed", remembered)) return "new";
      return (await state().get(keyOf(eventId))) === "done" ? "done" : "claimed";
    },
    confirm: (eventId) => state().set(keyOf(eventId), "done", remembered),
    release: (eventId) => state().delete(keyOf(eventId)),
  };
}
