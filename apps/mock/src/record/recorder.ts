import { createRedactor } from "../control/journal/redact.ts";
import type { ApiRequest, RequestHandler } from "../http/api.ts";
import { relativePath, splitTarget } from "../http/operation-paths.ts";
import { readBody } from "../http/request/body.ts";
import { parseQuery, queryNames } from "../http/request/query.ts";
import type { MockResponse } from "../http/response.ts";
import { reasonOf } from "../model/error-reason.ts";
import type { Service } from "../model/service.ts";
import { formForPrism, prismHeaders } from "../prism/prism-headers.ts";
import type { LoadedSpec } from "../prism/spec/load.ts";
import type { ExchangeFiles, RecordedExchange } from "./exchange-files.ts";
import { forward, UnsendableError, type UpstreamResponse } from "./forward.ts";
import { createJudge, unknownOperation, type Judge, type Verdict } from "./prism-proxy.ts";
import { joined, recordedExchange, textOf } from "./recorded-exchange.ts";

export interface RecorderOptions {
  readonly service: Service;
  readonly spec: LoadedSpec;
  /** The origin of the real service. */
  readonly upstream: URL;
  readonly files: ExchangeFiles;
  /** Called with each exchange, and with its file once it is saved. */
  readonly report: (exchange: RecordedExchange, file: string | undefined) => void;
}

/**
 * Stands in front of the real service: forwards each request unchanged, returns the response unchanged, lets Prism judge both by
 * our spec, and keeps the exchange without its credentials. What fails after the response has come is reported, and never takes
 * the response from the caller, who would send a message again.
 */
export async function createRecorder(options: RecorderOptions): Promise<RequestHandler> {
  const { service, spec, upstream, files, report } = options;
  const judge = await createJudge(spec);
  const names = queryNames(spec.operations);

  const keep = async (
    request: ApiRequest,
    response: UpstreamResponse | undefined,
    failures: string[],
  ): Promise<void> => {
    const redact = createRedactor(service.keyOf(request.headers), request.headers);
    const failed =
      (what: string) =>
      (error: unknown): undefined => {
        failures.push(`${what}: ${reasonOf(error)}`);
      };
    const verdict =
      response && (await verdictOf(judge, spec, names, request, response).catch(failed("the exchange is not judged")));
    const exchange = recordedExchange(service.api, request, { response, verdict, failures }, redact);
    const file = await files.save(exchange).catch(failed("the exchange is not saved"));
    report(file === undefined ? { ...exchange, failure: redact.text(failures.join("; ")) } : exchange, file);
  };

  return {
    reject: (reason) => service.reject({ kind: "malformed", reason }),
    async handle(request) {
      let response: UpstreamResponse | undefined;
      let given: MockResponse;
      const failures: string[] = [];
      try {
        response = await forward(request, upstream);
        given = givenBack(response);
      } catch (error) {
        const reason = reasonOf(error);
        failures.push(reason);
        given =
          error instanceof UnsendableError
            ? service.reject({ kind: "malformed", reason })
            : { status: 502, body: service.faultBody(502, undefined) };
      }
      await keep(request, response, failures).catch((error: unknown) => {
        console.error(`switchboard-mock: an exchange with ${service.name} is not kept or not reported:`, error);
      });
      return given;
    },
  };
}

async function verdictOf(
  judge: Judge,
  spec: LoadedSpec,
  names: ReadonlySet<string>,
  request: ApiRequest,
  response: UpstreamResponse,
): Promise<Verdict> {
  const [rawPath, search] = splitTarget(request.target);
  const path = relativePath(rawPath, spec.basePath);
  // Prism would take a path beside the base path for one below it, and fails at what cannot be decoded.
  if (path === undefined) return unknownOperation;
  const body = await readBody(request.body, request.headers);
  const isHead = request.method === "HEAD";
  const verdict = await judge(
    {
      method: isHead ? "GET" : request.method,
      path,
      query: parseQuery(new URLSearchParams(search), names),
      headers: prismHeaders(request.headers, body),
      body: body.kind === "json" ? body.value : body.kind === "form" ? formForPrism(body.value) : undefined,
    },
    { status: response.status, headers: joined(response.headers), hasBody: !isHead, body: valueOf(response.bytes) },
  );
  const unread = unreadable(response);
  return unread === undefined ? verdict : { ...verdict, departures: [...verdict.departures, unread] };
}

/** A body as a client reads it: without a byte order mark, and parsed where it is JSON. */
function valueOf(bytes: Uint8Array): unknown {
  const text = textOf(bytes)?.replace(/^\uFEFF/, "") ?? "";
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Why Prism does not see a body that came. */
function unreadable({ bytes, headers }: UpstreamResponse): string | undefined {
  if (textOf(bytes) !== undefined) return undefined;
  const { "content-encoding": encoding, "content-type": type } = headers;
  if (encoding !== undefined)
    return `the body is compressed (${encoding.join(", ")}), although the request accepts no compression`;
  return /json|text/.test(String(type)) ? "the body is not a text in UTF-8" : undefined;
}

/** As the service gave it. */
function givenBack({ status, headers, bytes }: UpstreamResponse): MockResponse {
  // Without a body, the length in a header is that of another response.
  if (bytes.length === 0) return { status, headers, body: undefined };
  return { status, headers: { ...headers, "content-length": String(bytes.length) }, body: undefined, bytes };
}
