/** A mock in a process of its own, with the documented rates, some faults, and a clock that runs faster. */
import { startMock } from "@switchboard/mock";

/** What the mock has counted, by API. */
export interface Tally {
  /** Requests to send, by the status of their response; `none` where none came. */
  readonly sends: Readonly<Record<"blotato" | "blooio", Record<string, number>>>;
  /** The most requests to send to Blotato in 60 seconds of the mock's clock, of all that were not faults. */
  readonly mostPerMinute: number;
  /** How often each text was to be sent. */
  readonly requestsByText: Readonly<Record<string, number>>;
}

export interface MockServer {
  readonly blotatoUrl: string;
  readonly blooioUrl: string;
}

const speed = Number(process.argv[2] ?? 1);
const sends: Tally["sends"] = { blotato: {}, blooio: {} };
const requestsByText: Record<string, number> = {};
const times: number[] = [];

const mock = await startMock({
  rateLimits: true,
  journalSize: 1,
  chats: 0,
  messagesPerConversation: 1,
  onRequest({ api, body, operationId, receivedAt, response }) {
    if (operationId !== "sendMessage") return;
    const status = String(response?.status ?? "none");
    sends[api][status] = (sends[api][status] ?? 0) + 1;
    const { text } = body as { readonly text: string };
    requestsByText[text] = (requestsByText[text] ?? 0) + 1;
    if (api === "blotato") times.push(Date.parse(receivedAt));
  },
});
// Some are sent without a response, and as many fail before: Blotato, which has no keys, has more of both.
for (const [api, chance] of [
  [mock.blotato, 0.1],
  [mock.blooio, 0.01],
] as const) {
  api.fail("sendMessage", { reset: "before", processed: true, chance });
  api.fail("sendMessage", { status: 503, chance });
}

const startedAt = performance.now();
let advanced = 0;
if (speed > 1) {
  setInterval(() => {
    const due = (performance.now() - startedAt) * (speed - 1);
    mock.clock.advance(due - advanced);
    advanced = due;
  }, 10).unref();
}

function mostPerMinute(): number {
  const ordered = times.toSorted((one, other) => one - other);
  let most = 0;
  for (let [first, last] = [0, 0]; last < ordered.length; last += 1) {
    while ((ordered[last] ?? 0) - (ordered[first] ?? 0) >= 60_000) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

process.on("message", () => process.send?.({ sends, mostPerMinute: mostPerMinute(), requestsByText } satisfies Tally));
process.on("disconnect", () => process.exit());
process.send?.({ blotatoUrl: mock.blotato.url, blooioUrl: mock.blooio.url } satisfies MockServer);
