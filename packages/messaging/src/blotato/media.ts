import type { UploadedMedia } from "@switchboard/blotato";
import { uploadMedia } from "@switchboard/blotato/operations";

import type { ApiPromise } from "../core/api-promise.ts";
import type { Core } from "../core/client.ts";
import type { CallOptions } from "../core/options.ts";
import { withText } from "../core/result.ts";
import { plainMedia, type PlainMedia } from "./generated/index.ts";

/** Pictures and videos for posts. */
export interface Media extends PlainMedia {
  /**
   * Copies a file to Blotato, whose address most platforms take where they refuse others.
   *
   * @param url the public address of the file, or its content as a data URI in base64
   * @throws the errors of a call; ApiError too for a response without an address
   * @example
   * const { url } = await blotato.media.upload("https://example.com/picture.jpg");
   */
  upload(url: string, options?: CallOptions): ApiPromise<UploadedMedia>;
}

export const createMedia = (core: Core): Media => ({
  ...plainMedia(core),
  upload: (url, options) => core.call(uploadMedia, { body: { url } }, options, withText("url")),
});
