import type { Answer } from "../answer.ts";
import type { ApiRequest, RequestHandler } from "../api.ts";
import { relativePath } from "../operation-paths.ts";
import { prismHeaders } from "../prism-headers.ts";
import { createRedactor, type Redactor } from "../redact.ts";
import { readBody } from "../request-body.ts";
import { parseQuery, queryNames } from "../request-query.ts";
import type { Service } from "../service.ts";
import type { LoadedSpec } from "../spec/load.ts";
import type { ExchangeFiles, RecordedExchange } from "./exchange-files.ts";
import { createJudge, type Judge, type ServiceAnswer, type Verdict } from "./prism-proxy.ts";

export interface RecorderOptions {
  readonly service: Service;
  readonly spec: LoadedSpec;
  /** The origin of the real service. */
  readonly upstream: URL;
  readonly files: ExchangeFiles;
  /** Told of each exchange once it is saved. */
  readonly report: (exchange: RecordedExchange, file: string) => void;
}

/** Of one connection each, or worked out anew on each of them. */
const hopByHop: ReadonlySet<string> = new Set([
  "accept-encoding",
  "connection",
  "content-encoding",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** Longer than either service takes, even for media. */
const timeLimit = 120_000;

/**
 * Stands in front of the real service: sends each request on as it is, gives back the answer as it is, lets Prism judge both
 * by our spec, and keeps the exchange without its credentials.
 */
export async function createRecorder({
  service,
  spec,
  upstream,
  files,
  report,
}: RecorderOptions): Promise<RequestHandler> {
  const judge = await createJudge(spec);
  const names = queryNames(spec.operations);
  return {
    refuse: (reason) => service.refuse({ kind: "malformed", reason }),
    async handle(request) {
      if (urlAt(upstream, request.target) === undefined) {
        return service.refuse({ kind: "malformed", reason: "the target of the request is no path of this service" });
      }
      const redact = createRedactor(service.keyOf(request.headers));
      const outcome = await forward(request, upstream).catch(
        (error: unknown) => `the real service at ${upstream.origin} cannot be reached: ${reasonOf(error)}`,
      );
      const answer = typeof outcome === "string" ? undefined : outcome;
      // Whatever goes wrong from here on, the service may have acted: its answer goes back all the same.
      try {
        const verdict = answer === undefined ? undefined : await verdictOf(judge, spec, names, request, answer);
        const exchange = describeExchange(service.api, request, answer, verdict, redact);
        report(exchange, await files.save(exchange));
      } catch (error) {
        console.error(`switchboard-mock: an exchange with ${upstream.origin} is not recorded: ${reasonOf(error)}`);
      }
      if (typeof outcome === "string") return { status: 502, body: service.failure(502, undefined) };
      return givenBack(outcome);
    },
  };
}

interface UpstreamAnswer extends ServiceAnswer {
  readonly text: string;
}

async function forward({ method, target, headers, body }: ApiRequest, upstream: URL): Promise<UpstreamAnswer> {
  const response = await fetch(urlAt(upstream, target) ?? upstream, {
    method,
    headers: withoutHopByHop(headers),
    ...(body.length > 0 && { body: new Uint8Array(body) }),
    // The key must not follow to another origin; the caller is given the redirect.
    redirect: "manual",
    signal: AbortSignal.timeout(timeLimit),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: withoutHopByHop(Object.fromEntries(response.headers)),
    text,
    body: parsed(text),
  };
}

/** Where a target leads on the real service; undefined when it would lead to another, as `//elsewhere` does, with the key. */
function urlAt(upstream: URL, target: string): URL | undefined {
  const url = URL.parse(`${upstream.origin}${target}`);
  const isPath = target.startsWith("/") && !/^[/\\]{2}/.test(target);
  return isPath && url?.origin === upstream.origin ? url : undefined;
}

function verdictOf(
  judge: Judge,
  spec: LoadedSpec,
  names: ReadonlySet<string>,
  request: ApiRequest,
  answer: ServiceAnswer,
): Promise<Verdict> {
  const [path = "", search = ""] = request.target.split("?", 2);
  const body = readBody(request.body, request.headers);
  return judge(
    {
      method: request.method === "HEAD" ? "GET" : request.method,
      path: relativePath(path, spec.basePath) ?? path,
      query: parseQuery(new URLSearchParams(search), names),
      headers: prismHeaders(request.headers, body),
      body: body.kind === "json" ? body.value : undefined,
    },
    answer,
  );
}

function describeExchange(
  api: string,
  { method, target, headers, body }: ApiRequest,
  answer: UpstreamAnswer | undefined,
  verdict: Verdict | undefined,
  redact: Redactor,
): RecordedExchange {
  return {
    api,
    operationId: verdict?.operation?.iid ?? null,
    recordedAt: new Date().toISOString(),
    request: {
      method,
      target: redact.target(target),
      headers: redact.headers(headers),
      body: redact.body(new TextDecoder().decode(body)),
    },
    response:
      answer === undefined
        ? null
        : { status: answer.status, headers: redact.headers(answer.headers), body: redact.body(answer.text) },
    problems: (verdict?.problems ?? []).map((problem) => redact.text(problem)),
    departures: (verdict?.departures ?? []).map((departure) => redact.text(departure)),
  };
}

/** As the service gave it. */
function givenBack({ status, headers, text }: UpstreamAnswer): Answer {
  const { "content-type": contentType = "application/octet-stream", ...others } = headers;
  return text === ""
    ? { status, headers: others, body: undefined }
    : { status, headers: others, body: undefined, text, contentType };
}

const withoutHopByHop = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !hopByHop.has(name)));

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const reasonOf = (error: unknown): string => {
  const { cause } = error as { cause?: unknown };
  return cause instanceof Error ? cause.message : String(error);
};
