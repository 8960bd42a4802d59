import type { MediaUpload, UploadedMedia } from "@switchboard/blotato";
import { createMediaUpload } from "@switchboard/blotato/operations";
import { fileOf, SwitchboardError, UndocumentedBody, type Upload } from "@switchboard/typed-fetch";

import { Call } from "../core/call.ts";
import type { Core } from "../core/client.ts";
import { rejectedBy, unreadable } from "../core/failures.ts";
import { limitsOf, type CallOptions, type Limits } from "../core/options.ts";
import { keepsLengthOfStream } from "../core/transport/platform.ts";
import { retrying } from "../core/transport/transport.ts";

/** How much of a file was sent, in bytes. After a failure it is sent again from its beginning. */
export interface UploadProgress {
  readonly sent: number;
  readonly size: number;
}

export interface UploadOptions extends CallOptions {
  /**
   * Called as the file is sent; what it throws is ignored. Only Node counts on the way: elsewhere it is called at the beginning and
   * at the end.
   */
  readonly onProgress?: ((progress: UploadProgress) => void) | undefined;
}

/** The slowest upload that is waited for, in bytes per millisecond: 100 kB a second. */
const slowest = 100;

/** How many bytes are sent between two reports. */
const partSize = 64 * 1024;

const types: Readonly<Record<string, string>> = {
  gif: "image/gif",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  mp4: "video/mp4",
  mov: "video/quicktime",
  webm: "video/webm",
};

/** Sends a file to an address of Blotato's storage, which it gets first. */
export async function uploadFile(
  core: Core,
  upload: Upload,
  { onProgress, ...options }: UploadOptions,
): Promise<UploadedMedia> {
  const { blob, name, type: ownType } = await fileOf("file", upload);
  const { filename, type } = nameAndType(name, ownType || blob.type);
  if (blob.size === 0) throw new SwitchboardError(`The file ${filename} is empty; nothing was sent`, "invalidInput");
  // An address that is not used has no effect.
  const { presignedUrl, publicUrl } = await core.call(
    createMediaUpload,
    { body: { filename } },
    { ...options, isDryRun: true },
    usable,
  );
  await put(core, presignedUrl, blob, type, { ...options, onProgress });
  return { url: publicUrl };
}

/**
 * The name and the media type of a file; one can follow from the other.
 *
 * @throws SwitchboardError where neither is known
 */
function nameAndType(name: string | undefined, type: string): { readonly filename: string; readonly type: string } {
  const mediaType = type.split(";")[0]?.trim().toLowerCase();
  const fitting = Object.keys(types).find((extension) => types[extension] === mediaType);
  const filename = name ?? (fitting === undefined ? undefined : `file.${fitting}`);
  if (filename === undefined) {
    throw new SwitchboardError(
      'The file has no name, whose extension says what it is; give it as { content, name: "rolls.jpg" }',
      "invalidInput",
    );
  }
  const extension = /\.(\w+)$/.exec(filename)?.[1]?.toLowerCase() ?? "";
  return { filename, type: type || (types[extension] ?? "application/octet-stream") };
}

/** @throws ApiError for a response without addresses that can be used */
function usable(upload: MediaUpload, call: Call): MediaUpload {
  for (const name of ["presignedUrl", "publicUrl"] as const) {
    const { [name]: url } = upload;
    if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) {
      throw unreadable(call, `its ${name} is not an address`, upload, false);
    }
  }
  return upload;
}

/** Sends the bytes, without the key: the address is the permission, and another service's. */
async function put(
  { settings }: Core,
  url: string,
  blob: Blob,
  type: string,
  { onProgress, ...options }: UploadOptions,
): Promise<void> {
  // A file that is stored twice is stored once.
  const call = new Call(settings, createMediaUpload.id, { ...options, isDryRun: true });
  call.secrets = [new URL(url).search.slice(1)];
  call.limits = limitsOf(options, limitsFor(blob, settings.limits));
  const report = (sent: number): void => {
    try {
      onProgress?.({ sent, size: blob.size });
    } catch {
      // A broken progress bar must not fail the upload.
    }
  };
  const counts = onProgress !== undefined && keepsLengthOfStream();
  const headers = new Headers({ "content-type": type });
  // A stream has no length of its own, and would go out in chunks.
  if (counts) headers.set("content-length", String(blob.size));
  const init = {
    method: "PUT",
    headers,
    redirect: "manual" as const,
    ...(counts && { duplex: "half" as const }),
    // Read for each attempt: a stream can be sent only once.
    get body() {
      if (counts) return counted(blob, report);
      report(0);
      return blob;
    },
  };
  const response = await retrying(call, createMediaUpload.path)(url, init);
  call.response = response;
  if (!response.ok) throw rejectedBy(call, response, new UndocumentedBody(response.status, await response.text()));
  if (!counts) report(blob.size);
}

/** Time grows with the file, unless the caller says otherwise. */
function limitsFor({ size }: Blob, { deadline, retries, timeout }: Limits): Limits {
  const sending = Math.ceil(size / slowest);
  return { timeout: timeout + sending, deadline: deadline + sending, retries };
}

/** The bytes of a file in parts: a stream of the file's own may give all of them at once. */
function counted(blob: Blob, report: (sent: number) => void): ReadableStream<Uint8Array> {
  let sent = 0;
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    // When the next part is wanted, those before it were taken.
    report(sent);
    if (sent === blob.size) {
      controller.close();
      return;
    }
    const part = await blob.slice(sent, sent + partSize).arrayBuffer();
    sent += part.byteLength;
    controller.enqueue(new Uint8Array(part));
  };
  return new ReadableStream({ pull }, { highWaterMark: 0 });
}
