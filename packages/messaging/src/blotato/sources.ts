import { finalSourceStatuses, type Source, type StartedSource } from "@switchboard/blotato";
import { getSource } from "@switchboard/blotato/operations";

import type { Core } from "../core/client.ts";
import { arrivedAt, follow } from "../core/follow.ts";
import type { WaitOptions } from "../core/polling.ts";
import { plainSources, type PlainSources } from "./generated/index.ts";

/** What posts are made of, read from the web, from videos and from files. */
export interface Sources extends PlainSources {
  /**
   * Looks at a source until it was read.
   *
   * @throws ApiError of the kind `delivery`, with the vendor's reason, when it reaches another final status; TimeoutError when nothing
   *   is known in time
   * @example
   * const started = await blotato.sources.create({
   *   source: { sourceType: "article", url: "https://blog.example.com/why-rye" },
   * });
   * const { title, content } = await blotato.sources.waitUntilCompleted(started, { timeout: 120_000 });
   */
  waitUntilCompleted(source: StartedSource, options?: WaitOptions): Promise<Source>;
}

const whenCompleted = arrivedAt<Source>(["completed"], finalSourceStatuses, ({ message }) => message);

export const createSources = (core: Core): Sources => ({
  ...plainSources(core),
  waitUntilCompleted: ({ id: sourceId }, options) =>
    follow(core, getSource, { path: { sourceId } }, options, whenCompleted),
});
