import type { Locator, Page } from "playwright-core";

import type { Stage } from "../support/browser.ts";

/** The rows of the journal that the page shows. */
export const rowsOf = (page: Page): Locator => page.getByRole("grid", { name: "Requests" }).locator("[aria-rowindex]");

/** Ways in which a client of a stage's mock fills the journal. */
interface MadeRequests {
  requestBlotato(target: string, key?: string): Promise<Response>;
  requestBlooio(target: string, init?: RequestInit): Promise<Response>;
  sendBlooio(text: string): Promise<Response>;
  /** Some of each kind: 200, 422, 404 without an operation, another tenant, a fault, a send. */
  fill(): Promise<void>;
}

export function requestsOf(stage: Stage): MadeRequests {
  const requestBlotato = (target: string, key = "test"): Promise<Response> =>
    fetch(`${stage.mock.blotato}${target}`, { headers: { "blotato-api-key": key } });
  const requestBlooio = (target: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${stage.mock.blooio}${target}`, {
      ...init,
      headers: { authorization: "Bearer test", "content-type": "application/json" },
    });
  const sendBlooio = (text: string): Promise<Response> =>
    requestBlooio("/messages", { method: "POST", body: JSON.stringify({ to: "+15555550142", text }) });

  async function fill(): Promise<void> {
    await requestBlotato("/v2/conversations?limit=1");
    await requestBlotato("/v2/conversations?limit=999");
    await requestBlotato("/v2/nothing");
    await requestBlotato("/v2/users/me", "another-key");
    await stage.mock.admin("POST", "/faults", { operationId: "listChats", status: 503, times: 1 });
    await requestBlooio("/chats");
    await stage.mock.admin("POST", "/faults", { operationId: "getMe", reset: "before", times: 1 });
    await requestBlooio("/me").catch(() => undefined);
    await sendBlooio("Your parcel is on its way.");
  }

  return { requestBlotato, requestBlooio, sendBlooio, fill };
}
