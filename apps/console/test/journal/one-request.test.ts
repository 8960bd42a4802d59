import { beforeEach, describe, expect, it } from "vitest";

import { useStage } from "../support/browser.ts";
import { requestsOf, rowsOf } from "./made-requests.ts";

describe("the journal", () => {
  const stage = useStage();
  const { requestBlooio, requestBlotato, sendBlooio } = requestsOf(stage);
  beforeEach(() => stage.mock.admin("POST", "/reset"));

  it("shows all of a request beside the list: headers of both sides, bodies, problems, fault, and never a key", async () => {
    await requestBlotato("/v2/conversations?limit=999", "blotato-key-of-mine");
    await stage.mock.admin("POST", "/faults", { operationId: "listChats", status: 429, retryAfter: 7, times: 1 });
    await requestBlooio("/chats");
    const page = await stage.open("journal");
    const details = page.getByRole("article", { name: "Request" });
    await rowsOf(page).filter({ hasText: "listConversations" }).getByRole("link").click();
    await expect(details.getByText("limit must be <= 250").first()).toBeSeen();
    await details
      .getByText(/^\d+ headers$/)
      .last()
      .click();
    expect(await details.getByLabel("Headers of the request").innerText()).toMatch(/blotato-api-key\s+\[redacted\]/);
    expect(await details.getByLabel("Headers of the response").innerText()).toContain("application/json");
    expect(await page.locator("html").innerHTML()).not.toContain("blotato-key-of-mine");

    await rowsOf(page).filter({ hasText: "listChats" }).getByRole("link").click();
    await expect(details.getByRole("heading", { name: "The fault that hit it" })).toBeSeen();
    expect(await details.getByLabel("Headers of the response").innerText()).toMatch(/retry-after\s+7/);
    expect(await details.getByLabel("Body of the response", { exact: true }).innerText()).toContain("error");
    const error = details.getByRole("region", { name: "What your code gets" });
    await expect.poll(() => error.innerText()).toMatch(/ApiError[^]*kind\s+"rateLimit"[^]*retryAfter\s+7000/);
  });

  it.each<[string, object, RegExp]>([
    ["a 2xx whose JSON is cut", { json: "truncated" }, /ApiError[^]*status\s+201[^]*maybeSent\s+true/],
    ["a 2xx that is no JSON", { json: "malformed" }, /ApiError[^]*status\s+201[^]*maybeSent\s+true/],
    ["a 2xx that breaks off in its body", { reset: "body" }, /ConnectionError[^]*maybeSent\s+true/],
    ["a request whose connection breaks", { reset: "before" }, /ConnectionError[^]*maybeSent\s+true/],
    [
      "a request that never gets a response",
      { hang: true },
      /TimeoutError[^]*longer than its `timeout`[^]*maybeSent\s+true/,
    ],
  ])("asks the client what code gets of %s", async (_, fault, expected) => {
    await stage.mock.admin("POST", "/faults", { api: "blooio", operationId: "sendMessage", ...fault, times: 1 });
    const controller = new AbortController();
    const sent = requestBlooio("/messages", {
      method: "POST",
      body: JSON.stringify({ to: "+15555550142", text: "Hello" }),
      signal: controller.signal,
    })
      .then((response) => response.text())
      .catch(() => undefined);
    const page = await stage.open("journal");
    await rowsOf(page).first().getByRole("link").click();
    controller.abort();
    await sent;
    const error = page.getByRole("region", { name: "What your code gets" });
    await expect(error).toBeSeen();
    expect(await error.innerText()).toMatch(expected);
    // Whatever its status says, it is no success.
    expect(await page.locator("main [data-tone=good]").count()).toBe(0);
  });

  it("opens a request by its address, and says when it is no longer there", async () => {
    await sendBlooio("Hello");
    const { items } = (await stage.mock.admin("GET", "/requests")) as { items: { id: number }[] };
    const page = await stage.open(`journal/${items[0]?.id}`);
    await expect(page.getByRole("heading", { name: "sendMessage" })).toBeSeen();
    await page.evaluate(() => (location.hash = "#/journal/999999"));
    await expect(page.getByText("The journal does not have this request")).toBeSeen();
  });

  it("opens a request as a form that is filled with it", async () => {
    const body = { to: "+15555550142", text: "With another text than the example." };
    await requestBlooio("/messages", { method: "POST", body: JSON.stringify(body) });
    await requestBlotato("/v2/conversations?limit=7&platform=instagram&platform=facebook");
    const page = await stage.open("journal");
    await rowsOf(page).filter({ hasText: "sendMessage" }).getByRole("link").click();
    await page.getByRole("button", { name: "Open as a form" }).click();
    await page.waitForURL("**/#/requests/blooio/sendMessage");
    await expect.poll(() => page.getByLabel("text", { exact: true }).inputValue()).toBe(body.text);
    await page.getByRole("link", { name: "Journal" }).click();
    await rowsOf(page).filter({ hasText: "listConversations" }).getByRole("link").click();
    await page.getByRole("button", { name: "Open as a form" }).click();
    await expect.poll(() => page.getByLabel("limit").inputValue()).toBe("7");
    await page.getByLabel("curl").check();
    await expect(page.getByLabel("curl code").getByText("limit=7&platform=instagram&platform=facebook")).toBeSeen();
  });

  it("sends a request again as its own tenant, and opens what came of it", async () => {
    await requestBlotato("/v2/users/me", "another-key");
    const page = await stage.open("journal");
    await rowsOf(page).first().getByRole("link").click();
    const details = page.getByRole("article", { name: "Request" });
    const tenant = /tenant #\d+/.exec(await details.innerText())?.[0] ?? "none";
    await details.getByRole("button", { name: "Send again" }).click();
    await expect(details.getByText(/repeats\s+#\d+/)).toBeSeen();
    await expect(details.getByText(tenant)).toBeSeen();
    await expect(details.locator("h1").getByText("200")).toBeSeen();
    await expect.poll(() => rowsOf(page).count()).toBe(2);
  });
});
