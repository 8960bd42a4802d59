import type { OperationHandler } from "../model/service.ts";
import type { Refusals } from "./refusals.ts";
import { drawUuid } from "./uuid.ts";
import type { WorldState } from "./world-state.ts";

const dataUri = /^data:([a-z]+\/[\w.+-]+)(?:;[\w.+-]+=[\w.+-]+)*;base64,[A-Za-z0-9+/]+={0,2}$/i;

const extensions: Readonly<Record<string, string>> = {
  "image/gif": "gif",
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "video/mp4": "mp4",
  "video/quicktime": "mov",
  "video/webm": "webm",
};

/** Stores media: the mock fetches nothing, and keeps no more than the address where the file would be. */
export function mediaHandlers(
  { media, random }: WorldState,
  refusals: Refusals,
): Readonly<Record<"uploadMedia", OperationHandler>> {
  return {
    uploadMedia: ({ body }) => {
      const { url } = body as { readonly url: string };
      const extension = extensionOf(url);
      if (extension === undefined) {
        return refusals.invalid(
          "url: must be an http or https address, or a base64 data URI such as data:image/png;base64,…",
        );
      }
      const problem = fetchProblem(url);
      if (problem !== undefined) return refusals.invalid(`url: cannot be fetched, because ${problem}`);
      const id = drawUuid(random);
      const stored = `https://media.example.com/${id}.${extension}`;
      media.add(stored);
      return { status: 201, body: { url: stored, id } };
    },
  };
}

/**
 * Why a file cannot be fetched; undefined when it can. The mock asks nobody: what is neither a web address nor a data URI
 * cannot be, nor what lies on a host under `.invalid`, a name that is kept for hosts that never exist.
 */
export function fetchProblem(url: string): string | undefined {
  if (dataUri.test(url)) return undefined;
  const address = URL.parse(url);
  if (address === null || !/^https?:$/.test(address.protocol)) return "it is no http or https address";
  return /(?:^|\.)invalid\.?$/.test(address.hostname) ? `the host ${address.hostname} does not exist` : undefined;
}

/** The extension of the stored file, `bin` when nothing tells it; undefined when there is nothing to store. */
function extensionOf(url: string): string | undefined {
  const mediaType = dataUri.exec(url)?.[1];
  if (mediaType !== undefined) return extensions[mediaType.toLowerCase()] ?? "bin";
  const address = URL.parse(url);
  if (address === null || !/^https?:$/.test(address.protocol)) return undefined;
  return /\.([a-z0-9]{2,4})$/i.exec(address.pathname)?.[1]?.toLowerCase() ?? "bin";
}
