import { finalVisualStatuses, type StartedVisual, type Visual } from "@switchboard/blotato";
import { getVisual } from "@switchboard/blotato/operations";

import type { Core } from "../core/client.ts";
import { arrivedAt, follow } from "../core/follow.ts";
import type { WaitOptions } from "../core/polling.ts";
import { objectIn } from "../core/result.ts";
import { plainVisuals, type PlainVisuals } from "./generated/index.ts";

/** Videos and images, made from templates. */
export interface Visuals extends PlainVisuals {
  /**
   * Looks at a video or images until they are done, which takes minutes: give it a `timeout`. What was begun with `render: false` is
   * never done by itself.
   *
   * @throws ApiError of the kind `delivery` when they reach another final status; TimeoutError when nothing is known in time
   * @example
   * const started = await blotato.visuals.create({
   *   templateId: "5903fe43-514d-40ee-a060-0d6628c5f8fd",
   *   inputs: {},
   *   prompt: "How sourdough is made.",
   * });
   * const { mediaUrl } = await blotato.visuals.waitUntilDone(started, { timeout: 900_000 });
   */
  waitUntilDone(visual: StartedVisual, options?: WaitOptions): Promise<Visual>;
}

// One of Blotato's examples has the second, which its list of values lacks.
const whenDone = arrivedAt<Visual>(["done", "completed"], finalVisualStatuses);

export const createVisuals = (core: Core): Visuals => ({
  ...plainVisuals(core),
  waitUntilDone: ({ id: visualId }, options) =>
    follow(core, getVisual, { path: { visualId } }, options, (body, call) =>
      whenDone(objectIn("item")(body, call), call),
    ),
});
