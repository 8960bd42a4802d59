import { parseUrl } from "../../model/parse-url.ts";
import type { OperationRequest, OperationResponse } from "../../model/service.ts";
import { invalid } from "../errors.ts";
import type { State } from "../state.ts";
import { drawUuid } from "../uuid.ts";

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

/** Stores a file: the mock fetches nothing, and keeps only the URL where the file would be. */
export function uploadMedia({ media, random }: State, { body }: OperationRequest): OperationResponse {
  const { url } = body as { readonly url: string };
  const extension = extensionOf(url);
  if (extension === undefined) {
    throw invalid("url: must be an http or https address, or a base64 data URI such as data:image/png;base64,…");
  }
  const problem = fetchProblem(url);
  if (problem !== undefined) throw invalid(`url: cannot be fetched, because ${problem}`);
  const id = drawUuid(random);
  const stored = publicUrl(id, extension);
  media.set(stored, { type: undefined, size: undefined });
  return { status: 201, body: { url: stored, id } };
}

/** Where the mock says that a file is. */
export const publicUrl = (id: string, extension: string): string => `https://media.example.com/${id}.${extension}`;

/**
 * Why a file cannot be fetched; undefined when it can. The mock tries nothing: a URL fails when it is neither a web address nor a
 * data URI, or when its host ends in `.invalid`, a name that is reserved for hosts that do not exist.
 */
export function fetchProblem(url: string): string | undefined {
  if (dataUri.test(url)) return undefined;
  if (!isWebAddress(url)) return "it is not an http or https address";
  const { hostname } = new URL(url);
  return /(?:^|\.)invalid\.?$/.test(hostname) ? `the host ${hostname} does not exist` : undefined;
}

export const isWebAddress = (url: string): boolean => /^https?:$/.test(parseUrl(url)?.protocol ?? "");

/** The extension of the stored file, `bin` when it is not known; undefined when there is nothing to store. */
function extensionOf(url: string): string | undefined {
  const mediaType = dataUri.exec(url)?.[1];
  if (mediaType !== undefined) return extensions[mediaType.toLowerCase()] ?? "bin";
  if (!isWebAddress(url)) return undefined;
  return /\.([a-z0-9]{2,4})$/i.exec(new URL(url).pathname)?.[1]?.toLowerCase() ?? "bin";
}
