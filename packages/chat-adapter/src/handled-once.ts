import type { Claim, SeenStore } from "@switchboard/messaging/webhooks";
import type { StateAdapter } from "chat";

/** Longer than anything is delivered or listed again by itself, or by hand. */
const remembered = 7 * 24 * 3_600_000;

/**
 * Remembers in the state of Chat SDK what was handled. A claim never runs out: when a process ends while it handles something, nobody
 * knows whether the reply was sent, so it is not handled again.
 *
 * @param kind what is remembered: the start of its keys
 */
export const handledOnce = (state: () => StateAdapter, kind: string): SeenStore => ({
  async claim(id): Promise<Claim> {
    if (await state().setIfNotExists(`${kind}:${id}`, "claimed", remembered)) return "new";
    return (await state().get(`${kind}:${id}`)) === "done" ? "done" : "claimed";
  },
  confirm: (id) => state().set(`${kind}:${id}`, "done", remembered),
  release: (id) => state().delete(`${kind}:${id}`),
});
