import type { UploadedMedia } from "@switchboard/blotato";

import { withText } from "../answer-check.ts";
import { checkText } from "../bounds.ts";
import type { CallOptions } from "../settings.ts";
import type { BlotatoCore } from "./core.ts";

/** Pictures and videos for posts. */
export interface Media {
  /**
   * Copies a file to Blotato, whose address most platforms take where they refuse others.
   *
   * @param url the public address of the file, or its content as a data URI in base64
   * @throws the errors of a call; ApiError too for an answer without an address
   * @example
   * const { url } = await blotato.media.upload("https://example.com/picture.jpg");
   */
  upload(url: string, options?: CallOptions): Promise<UploadedMedia>;
}

/** The part of a client that is its `media`. */
export function createMedia({ raw, run }: BlotatoCore): Media {
  return {
    upload: async (url, options = {}) => {
      checkText("url", url, { minimum: 1 });
      const body = { url };
      return run("uploadMedia", options, (init) => raw.POST("/v2/media", { ...init, body }), withText("url"));
    },
  };
}
