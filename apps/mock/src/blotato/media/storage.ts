import type { Clock } from "../../model/clock.ts";
import type { OperationRequest, OperationResponse, Storage, StorageRequest } from "../../model/service.ts";
import type { State } from "../state.ts";
import { drawUuid } from "../uuid.ts";
import { publicUrl } from "./upload-media.ts";

/** What is known of a stored file. Its bytes are not kept. */
export interface StoredFile {
  /** Its media type; undefined where Blotato fetched it, which the mock does not. */
  readonly type: string | undefined;
  /** In bytes. */
  readonly size: number | undefined;
}

/** An address to which a file can be sent. */
interface Upload {
  readonly clock: Clock;
  readonly signature: string;
  readonly expiresAt: number;
  readonly url: string;
  /** The files of its tenant, by their public addresses. */
  readonly media: Map<string, StoredFile>;
}

/** The addresses that the tenants of one service were given, by their paths. */
export type Uploads = Map<string, Upload>;

const storagePath = "/__storage";
const minute = 60_000;
/** The vendor says only that an address expires soon. */
const validFor = 15 * minute;
/** What the vendor takes on its larger plans. */
export const largestFile: number = 1_073_741_824;

export function createMediaUpload(
  { clock, media, pendingUploads, random, uploads }: State,
  { body, headers }: OperationRequest,
): OperationResponse {
  const { filename } = body as { readonly filename: string };
  const id = drawUuid(random);
  const extension = /\.([a-z0-9]{2,4})$/i.exec(filename)?.[1]?.toLowerCase() ?? "bin";
  const url = publicUrl(id, extension);
  // Tenants draw the same ids, and an address does not say whose it is.
  const path = `${uploads.size + 1}/${id}.${extension}`;
  const signature = drawUuid(random).replaceAll("-", "");
  const expiresAt = clock.now() + validFor;
  uploads.set(path, { clock, signature, expiresAt, url, media });
  pendingUploads.add(url);
  const query = `expires=${Math.floor(expiresAt / 1_000)}&signature=${signature}`;
  // Where something in front of the mock ends TLS, it says so.
  const scheme = headers["x-forwarded-proto"] === "https" ? "https" : "http";
  const presignedUrl = `${scheme}://${headers["host"] ?? "localhost"}${storagePath}/${path}?${query}`;
  return { status: 201, body: { presignedUrl, publicUrl: url } };
}

/** The storage behind those addresses. Like the vendor's, it speaks XML, and needs no API key. */
export const createStorage = (uploads: Uploads): Storage => ({
  path: storagePath,
  handle(request) {
    const upload = uploads.get(request.path);
    if (upload === undefined || request.query.get("signature") !== upload.signature) {
      return rejection(403, "SignatureDoesNotMatch", "the address is not one that createMediaUpload gave");
    }
    if (request.method === "HEAD") return showFile(upload);
    if (request.method !== "PUT") return rejection(405, "MethodNotAllowed", `expected PUT, not ${request.method}`);
    return store(upload, request);
  },
});

function store({ clock, expiresAt, media, url }: Upload, { headers, size }: StorageRequest): StorageResponse {
  if (clock.now() > expiresAt) return rejection(403, "AccessDenied", "the address has expired; get another one");
  if (headers["content-length"] === undefined) {
    return rejection(
      411,
      "MissingContentLength",
      "the header Content-Length is missing; the body cannot come in chunks",
    );
  }
  const type = headers["content-type"];
  if (type === undefined) return rejection(400, "InvalidRequest", "the header Content-Type is missing");
  if (size > largestFile) {
    return rejection(413, "EntityTooLarge", `the file has ${size} bytes; at most ${largestFile} are taken`);
  }
  media.set(url, { type, size });
  return { status: 200, body: undefined };
}

/** What is stored at an address, in headers. */
function showFile({ media, url }: Upload): StorageResponse {
  const file = media.get(url);
  if (file === undefined) return { status: 404, body: undefined };
  return {
    status: 200,
    body: undefined,
    headers: { "content-type": `${file.type}`, "content-length": `${file.size}` },
  };
}

type StorageResponse = ReturnType<Storage["handle"]>;

const rejection = (status: number, code: string, message: string): StorageResponse => ({
  status,
  body: undefined,
  text: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`,
  contentType: "application/xml",
});
