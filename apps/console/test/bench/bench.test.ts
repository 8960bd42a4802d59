import { describe, expect, it } from "vitest";

import { useStage } from "../support/browser.ts";
import { knownRecipient } from "../support/form-fields.ts";

describe("the bench", () => {
  const stage = useStage();

  it("switches on a fault of each kind that it offers, and takes it back", async () => {
    const page = await stage.open("bench");
    const faults = page.getByRole("list", { name: "Faults in force" });
    await page.getByText("Another fault").click();
    const kinds = await page.getByLabel("What happens").locator("option").allInnerTexts();
    expect(kinds.length).toBeGreaterThan(10);
    for (const kind of kinds) {
      await page.getByLabel("What happens").selectOption(kind);
      await page.getByRole("button", { name: "Switch on" }).click();
      await faults.getByText("every operation").first().waitFor();
      await page.getByRole("button", { name: "Take back all" }).click();
      await page.getByText("Everything works.").waitFor();
    }
  });

  it("has its faults hit what a person sends, and not what the page reads for itself", async () => {
    const page = await stage.open("bench");
    await page.getByRole("button", { name: "500 once, on anything" }).click();
    await page.getByRole("list", { name: "Faults in force" }).waitFor();
    await page.getByRole("link", { name: "Inbox" }).click();
    await page.getByRole("navigation", { name: "Conversations" }).getByRole("link").nth(3).waitFor();
    await page.getByRole("link", { name: "Requests", exact: true }).click();
    await page.getByRole("link", { name: "Send a message on Blotato" }).click();
    await knownRecipient(page);
    await page.getByRole("button", { name: "Send to the mock" }).click();
    await expect(page.getByText("500 Internal Server Error")).toBeSeen();
    await stage.mock.admin("DELETE", "/faults");
  });

  it("takes back one fault of several", async () => {
    const page = await stage.open("bench");
    await page.getByRole("button", { name: "A slow network" }).click();
    const items = page.getByRole("list", { name: "Faults in force" }).getByRole("listitem");
    await items.nth(1).waitFor();
    await items.first().getByRole("button").click();
    await items.nth(1).waitFor({ state: "detached" });
    expect(await items.count()).toBe(1);
    await stage.mock.admin("DELETE", "/faults");
  });

  it("begins anew with a scenario, and without one", async () => {
    const page = await stage.open("bench");
    const scenario = page.getByLabel("Scenario");
    await scenario.locator("option", { hasText: "rate-limited-key" }).waitFor({ state: "attached" });
    const apply = page.getByRole("button", { name: "Apply the scenario" });
    await scenario.selectOption("rate-limited-key");
    await apply.click();
    await page.getByRole("list", { name: "Faults in force" }).getByText("429").first().waitFor();
    await scenario.selectOption("");
    await apply.click();
    await page.getByText("Everything works.").waitFor();
    await page.getByRole("button", { name: "Reset everything" }).click();
    await page.getByRole("link", { name: "Journal" }).click();
    await expect(page.getByText("No request yet.")).toBeSeen();
  });

  it("reads the state of the mock once for each change, also where it has made the change itself", async () => {
    const page = await stage.open("bench");
    await page.getByText(/^#\d+, of this key/).waitFor({ state: "attached" });
    const read: string[] = [];
    page.on("request", (request) => read.push(new URL(request.url()).pathname));
    await page.getByRole("button", { name: "+ 1 hour" }).click();
    await page.getByRole("link", { name: /^The mock:.*clock \+1 h/ }).waitFor();
    const times = (path: string): number => read.filter((each) => each === `/__mock${path}`).length;
    expect(times("/clock")).toBe(1);
    // The tenants are read with each change that the mock tells of.
    expect(times("/state")).toBe(times("/tenants"));
    await stage.mock.admin("POST", "/reset");
  });

  it("keeps a scenario chosen that was applied, and then shows the one in force, whoever has applied it", async () => {
    const page = await stage.open("bench");
    const scenario = page.getByLabel("Scenario");
    await scenario.locator("option", { hasText: "rate-limited-key" }).waitFor({ state: "attached" });
    const letPass = Promise.withResolvers<undefined>();
    await page.route("**/__mock/state", async (route) => {
      await letPass.promise;
      await route.continue();
    });
    const applied = page.waitForResponse("**/__mock/scenario");
    await scenario.selectOption("rate-limited-key");
    await page.getByRole("button", { name: "Apply the scenario" }).click();
    await (await applied).finished();
    await page.evaluate(() => new Promise(requestAnimationFrame));
    expect(await scenario.inputValue()).toBe("rate-limited-key");
    letPass.resolve(undefined);
    await scenario.locator("option", { hasText: "(in force)" }).waitFor({ state: "attached" });
    expect(await scenario.inputValue()).toBe("rate-limited-key");
    await stage.mock.admin("PUT", "/scenario", { name: null });
    await expect.poll(() => scenario.inputValue()).toBe("");
  });

  it("changes nothing while the arrow keys pass the scenarios, and says what goes before one is applied", async () => {
    await stage.mock.admin("DELETE", "/faults");
    await stage.mock.admin("POST", "/faults", { api: "blooio", operationId: "getMe", status: 500 });
    const page = await stage.open("bench");
    const faults = page.getByRole("list", { name: "Faults in force" });
    await faults.getByText("getMe").waitFor();
    const scenario = page.getByLabel("Scenario");
    await scenario.locator("option", { hasText: "rate-limited-key" }).waitFor({ state: "attached" });
    await scenario.focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    expect(await scenario.inputValue()).not.toBe("");
    await expect(page.getByText(/delete what the mock holds now: \d+ tenants?, 1 fault,/)).toBeSeen();
    // Whatever a press had sent arrives before what this sends.
    const clockOf = async (): Promise<number> =>
      Date.parse(((await stage.mock.admin("GET", "/state")) as { readonly now: string }).now);
    const before = await clockOf();
    await page.getByRole("button", { name: "+ 1 hour" }).click();
    await expect.poll(async () => (await clockOf()) - before).toBeGreaterThan(3_500_000);
    expect(await stage.mock.admin("GET", "/faults")).toMatchObject({ items: [{ operationId: "getMe" }] });
    expect(await stage.mock.admin("GET", "/state")).toMatchObject({ scenario: null });
    await page.getByRole("button", { name: "Apply the scenario" }).click();
    await faults.getByText("getMe").waitFor({ state: "detached" });
    await stage.mock.admin("POST", "/reset");
  });

  it("shows what clients did, and nothing of what the inbox reads", async () => {
    const page = await stage.open("inbox");
    await page.getByRole("navigation", { name: "Conversations" }).locator("li a").first().click();
    await page.locator("[data-message]").first().waitFor();
    expect(await stage.mock.admin("GET", "/requests")).toEqual({ items: [] });
  });
});
