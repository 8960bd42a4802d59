import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { verifyBlooioWebhook, WebhookSignatureError } from "@switchboard/messaging/webhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { useStage } from "./support/browser.ts";

interface Received {
  readonly body: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

describe("the view of webhooks", () => {
  const stage = useStage();
  const received: Received[] = [];
  let receiver: Server;
  let status = 204;
  let url = "";
  beforeAll(async () => {
    receiver = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => (body += String(chunk)));
      request.on("end", () => {
        received.push({ body, headers: request.headers });
        response.writeHead(status).end(status === 204 ? undefined : "not now");
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks`;
  });
  beforeEach(async () => {
    status = 204;
    received.splice(0);
    await stage.mock.admin("POST", "/reset", {});
  });
  afterAll(() => {
    receiver.closeAllConnections();
    receiver.close();
  });

  it("subscribes an address, shows the secret once, and delivers a sample of any type that its receiver can verify", async () => {
    const page = await stage.open("webhooks");
    await page.getByLabel("Address of a receiver").fill(url);
    await page.getByRole("button", { name: "Subscribe" }).click();
    const subscription = page.getByRole("list", { name: "Subscriptions" }).getByRole("listitem");
    await expect(subscription.getByText(url)).toBeSeen();
    const secret = await page.locator(".secret code").innerText();
    await page.getByLabel("Type of the event").selectOption("number.purchase.completed");
    await page.getByRole("button", { name: "Let it happen" }).click();
    const delivery = page.getByRole("list", { name: "Deliveries" }).getByRole("listitem");
    await expect(delivery.getByText("delivered")).toBeSeen();
    const [{ body, headers } = { body: "", headers: {} }] = received;
    const event = await verifyBlooioWebhook(body, headers as Record<string, string>, { secret });
    expect(event.type).toBe("number.purchase.completed");
    await delivery.locator("summary").click();
    const attempt = page.getByRole("region", { name: "Attempt 1" });
    await expect(attempt.getByText(String(headers["x-blooio-signature"]))).toBeSeen();
    await expect(attempt.getByText("204")).toBeSeen();
  });

  it("shows each attempt of a delivery with what the receiver responded, as the clock moves on", async () => {
    await subscribe();
    status = 503;
    const page = await stage.open("webhooks");
    await page.getByRole("button", { name: "Let it happen" }).click();
    const delivery = page.getByRole("list", { name: "Deliveries" }).getByRole("listitem");
    await delivery.locator("summary").click();
    await expect(page.getByRole("region", { name: "Attempt 1" }).getByText("not now")).toBeSeen();
    await expect(delivery.getByText("pending")).toBeSeen();
    status = 204;
    await page.getByRole("button", { name: "+ 1 minute" }).click();
    await expect(page.getByRole("region", { name: "Attempt 2" }).getByText("204")).toBeSeen();
    await expect(delivery.getByText("delivered")).toBeSeen();
  });

  it("sends a delivery again, and says why it cannot once its subscription is disabled", async () => {
    await subscribe();
    const page = await stage.open("webhooks");
    await page.getByRole("button", { name: "Let it happen" }).click();
    const again = page.getByRole("button", { name: "Send again: message.received" });
    await again.click();
    await expect.poll(() => received.length).toBe(2);
    const ids = received.map(({ headers }) => headers["x-blooio-delivery"]);
    expect(new Set(ids).size).toBe(2);
    expect((JSON.parse(received[0]?.body ?? "") as { id: string }).id).toBe(
      (JSON.parse(received[1]?.body ?? "") as { id: string }).id,
    );
    await page.getByRole("button", { name: `Disable ${url}` }).click();
    await page.getByRole("button", { name: `Enable ${url}` }).waitFor();
    await again.first().click();
    await expect(page.getByText("is disabled or gone")).toBeSeen();
  });

  it("shows the deliveries of the tenant that is chosen, also where those of the former one come later", async () => {
    await subscribe();
    await subscribe("another");
    const page = await stage.open("webhooks");
    const deliveries = page.getByRole("list", { name: "Deliveries" }).getByRole("listitem");
    const choice = page.getByLabel("Tenant of the page");
    await choice.locator("option").nth(1).waitFor({ state: "attached" });
    const [requested, letPass] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    await page.route("**/__mock/deliveries?key=test&*", async (route) => {
      requested.resolve(undefined);
      await letPass.promise;
      await route.continue();
    });
    const late = page.waitForResponse("**/__mock/deliveries?key=test&*");
    await stage.mock.admin("POST", "/blooio/events", { type: "message.read", key: "test" });
    await requested.promise;
    await stage.mock.admin("POST", "/blooio/events", { type: "message.failed", key: "another" });
    await choice.selectOption({ index: 1 });
    await deliveries.getByText("message.failed").waitFor();
    letPass.resolve(undefined);
    await (await late).finished();
    await page.evaluate(() => new Promise(requestAnimationFrame));
    expect(await deliveries.allInnerTexts()).toEqual([expect.stringContaining("message.failed")]);
  });

  it("switches on a fault of each kind that deliveries can have, and takes it back", async () => {
    const page = await stage.open("webhooks");
    const faults = page.getByRole("list", { name: "Faults of deliveries in force" });
    const choice = page.getByLabel("What happens to a delivery");
    const kinds = await choice.locator("option").allInnerTexts();
    expect(kinds).toHaveLength(6);
    const switchedOn = new Set<string>();
    for (const kind of kinds) {
      await choice.selectOption(kind);
      await page.getByRole("button", { name: "Switch on" }).click();
      switchedOn.add(/delivery "([^"]+)"/.exec(await faults.innerText())?.[1] ?? "none");
      await faults.getByRole("button", { name: /^Take back/ }).click();
      await faults.waitFor({ state: "detached" });
    }
    expect([...switchedOn]).toEqual(["lost", "late", "twice", "out of order", "wrong signature", "old timestamp"]);
  });

  it("has a fault hit a delivery: its signature is wrong", async () => {
    const { signing_secret: secret } = await subscribe();
    const page = await stage.open("webhooks");
    await page.getByLabel("What happens to a delivery").selectOption("Its signature is wrong");
    await page.getByRole("button", { name: "Switch on" }).click();
    await page.getByText("hit 0 of 1").waitFor();
    await page.getByRole("button", { name: "Let it happen" }).click();
    await expect(page.getByText("hit 1 of 1")).toBeSeen();
    await expect.poll(() => received.length).toBe(1);
    const [{ body, headers } = { body: "", headers: {} }] = received;
    const error = await verifyBlooioWebhook(body, headers as Record<string, string>, { secret }).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(WebhookSignatureError);
    expect(error).toMatchObject({ problem: "wrong" });
  });

  async function subscribe(key = "test"): Promise<{ readonly signing_secret: string }> {
    const response = await fetch(`${stage.mock.blooio}/webhooks`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify({ url }),
    });
    return ((await response.json()) as { data: { signing_secret: string } }).data;
  }
});
