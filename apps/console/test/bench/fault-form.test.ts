import type { Page } from "playwright-core";
import { beforeEach, describe, expect, it } from "vitest";

import { useStage } from "../support/browser.ts";

describe("the form for a fault", () => {
  const stage = useStage();
  beforeEach(() => stage.mock.admin("POST", "/reset", {}));

  const switchOn = async (page: Page, choices: Readonly<Record<string, string>>): Promise<void> => {
    await page.getByText("Another fault").click();
    for (const [label, option] of Object.entries(choices)) await page.getByLabel(label).selectOption(option);
    await page.getByRole("button", { name: "Switch on" }).click();
    await page.getByRole("list", { name: "Faults in force" }).waitFor();
  };
  const statusFor = async (key: string): Promise<number> =>
    (await fetch(`${stage.mock.blotato}/v2/users/me`, { headers: { "blotato-api-key": key } })).status;

  it("offers each kind of fault that a response can have", async () => {
    const page = await stage.open("bench");
    const options = await page.getByLabel("What happens").locator("option").allTextContents();
    await page.getByText("Another fault").click();
    for (const option of options) {
      await page.getByLabel("What happens").selectOption(option);
      await page.getByRole("button", { name: "Switch on" }).click();
    }
    const list = async (): Promise<readonly object[]> =>
      ((await stage.mock.admin("GET", "/faults")) as { items: readonly object[] }).items;
    // One for each API.
    await expect.poll(async () => (await list()).length).toBe(2 * options.length);
    const found = new Set((await list()).flatMap((fault) => Object.keys(fault)));
    const expected = ["status", "html", "retryAfter", "processed", "reset", "json", "byteDelay", "hang", "cursor"];
    expect([...found]).toEqual(expect.arrayContaining([...expected, "latency"]));
  });

  it("lets a response come byte by byte", async () => {
    const page = await stage.open("bench");
    await switchOn(page, { "What happens": "Byte by byte, 20 ms before each", Where: "blotato getCurrentUser" });
    await expect(page.getByText("byteDelay 20")).toBeSeen();
    await page.goto("#/requests/blotato/getCurrentUser");
    await page.getByRole("button", { name: "Send to the mock" }).click();
    await expect(page.getByText("200 OK")).toBeSeen();
    const [, took, bytes] = /(\d+) ms[^]*?(\d+) bytes/.exec(await page.locator(".facts").innerText()) ?? [];
    expect(Number(bytes)).toBeGreaterThan(50);
    expect(Number(took)).toBeGreaterThanOrEqual(20 * Number(bytes));
  });

  it("lets a fault hit the requests of one key, and not the first", async () => {
    const page = await stage.open("bench");
    await switchOn(page, {
      "What happens": "500 Server error",
      "To which requests": "Not the first",
      "How often": "Until it is taken back",
      "Of whom": "The key above alone",
    });
    expect([await statusFor("test"), await statusFor("another"), await statusFor("test")]).toEqual([200, 200, 500]);
    expect(await statusFor("another")).toBe(200);
  });

  it("is not there for the real services, whose page says so at a distance from the edge of the window", async () => {
    const page = await stage.open("bench");
    await page.getByLabel("Real services").check();
    for (const [view, subject] of [
      ["bench", "Faults and the clock"],
      ["inbox", "The inbox"],
      ["journal", "The journal"],
      ["webhooks", "Deliveries"],
    ] as const) {
      await page.goto(`#/${view}`);
      const title = page.getByRole("heading", { level: 1, name: subject });
      await expect(title).toBeSeen();
      await expect(page.getByRole("button", { name: "Switch to the mock" })).toBeSeen();
      const box = await title.boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(16);
    }
  });
});
