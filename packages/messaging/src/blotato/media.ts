import type { UploadedMedia } from "@switchboard/blotato";
import { uploadMedia } from "@switchboard/blotato/operations";
import type { Upload } from "@switchboard/typed-fetch";

import type { ApiPromise } from "../core/api-promise.ts";
import type { Core } from "../core/client.ts";
import type { CallOptions } from "../core/options.ts";
import { withText } from "../core/result.ts";
import { plainMedia, type PlainMedia } from "./generated/index.ts";
import { uploadFile, type UploadOptions } from "./upload.ts";

/** Pictures and videos for posts. */
export interface Media extends PlainMedia {
  /**
   * Copies a file to Blotato: most platforms accept its addresses where they reject others.
   *
   * @param url the public address of the file, or its content as a data URI in base64
   * @throws the errors of a call; ApiError too for a response without an address
   * @example
   * const { url } = await blotato.media.upload("https://example.com/picture.jpg");
   */
  upload(url: string, options?: CallOptions): ApiPromise<UploadedMedia>;

  /**
   * Sends a file to Blotato's storage: up to 400 MB or 1 GB, by the plan. It takes two requests, of which the second goes to the
   * storage, without the key; a failure of that is repeated, for the same file stored twice is stored once. The limits of time are
   * those of the client, and 10 seconds more for each megabyte, unless the options say otherwise.
   *
   * @param file a `File` or `Blob`, bytes or a stream; with a name or a type of its own as `{ content, name, type }`. The extension of
   *   the name decides what it is taken for. A stream is read whole before it is sent
   * @throws SwitchboardError before any request for an empty file, or one of which neither name nor type is known; the errors of a
   *   call, also where the storage rejects the file: the `body` is what it says
   * @example
   * import { openAsBlob } from "node:fs";
   * const { url } = await blotato.media.upload({ content: await openAsBlob("rolls.jpg"), name: "rolls.jpg" });
   */
  upload(file: Upload, options?: UploadOptions): Promise<UploadedMedia>;
}

export const createMedia = (core: Core): Media => ({
  ...plainMedia(core),
  upload: ((source: string | Upload, options: UploadOptions = {}) =>
    typeof source === "string"
      ? core.call(uploadMedia, { body: { url: source } }, options, withText("url"))
      : uploadFile(core, source, options)) as Media["upload"],
});
