import { describe, expect, it } from "vitest";

import { useStage } from "./support/browser.ts";

describe("the reference", () => {
  const stage = useStage();

  it("opens at the operation from whose form it is asked for, with its errors and examples", async () => {
    const page = await stage.open("requests/blotato/sendMessage");
    await page.getByRole("link", { name: "Reference", exact: true }).last().click();
    await page.waitForURL("**/reference.html?api=blotato#tag/messaging/POST/v2/messages");
    const section = page.locator("section[id$='tag/messaging/POST/v2/messages']");
    await expect(section.getByRole("heading", { name: "Send a direct message" })).toBeSeen();
    await expect(section.getByText("422").first()).toBeSeen();
    await expect(section.getByText("A reply on Instagram").first()).toBeSeen();
  });

  it("finds an operation by a word", async () => {
    const page = await stage.open();
    await page.goto("reference.html?api=blooio");
    await page
      .getByRole("button", { name: /search/i })
      .first()
      .click();
    await page.getByRole("combobox").fill("reaction");
    await expect(page.getByRole("option", { name: /Put a reaction on/ })).toBeSeen();
  });

  it("sends requests only to the server of the page", async () => {
    const page = await stage.open();
    // What the view before still requests is none of the reference's.
    await page.goto("about:blank");
    const origins = new Set<string>();
    page.on("request", (request) => origins.add(new URL(request.url()).origin));
    await page.goto("reference.html?api=blooio");
    await expect(page.getByRole("heading", { name: "Blooio API" })).toBeSeen();
    expect([...origins]).toEqual([new URL(stage.mock.page).origin]);
  });

  it("is not loaded with the other views", async () => {
    const page = await stage.open();
    const names = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
    expect(names.filter((name) => name.includes("scalar"))).toEqual([]);
  });
});
