// What a team's test would do: a mock of its own, a fault, and a look at what was requested.
import { startMock, type Fault, type Mock, type MockOptions, type RecordedRequest } from "@switchboard/mock";

import { listAndSend, type Report } from "./list-and-send.js";

const options: MockOptions = { seed: 7 };
const fault: Fault = { status: 429, retryAfter: 1, times: 1 };

export async function testAgainstMock(): Promise<{ readonly report: Report; readonly requested: readonly string[] }> {
  const mock: Mock = await startMock(options);
  try {
    mock.fail("listConversations", fault);
    const report = await listAndSend({ apiKey: "test", blotatoUrl: mock.blotato.url, blooioUrl: mock.blooio.url });
    const requests: readonly RecordedRequest[] = mock.requests();
    return { report, requested: requests.map(({ operationId }) => operationId ?? "unknown") };
  } finally {
    await mock.close();
  }
}
